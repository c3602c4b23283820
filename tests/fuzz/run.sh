#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes one parser for a while: run.sh PROGRAM [OPTION…]. What it learns stays beside the program, for the next time;
# an input that crashes, leaks, takes 10 s or 1 GiB, or breaks a promise, is kept among the artifacts.
set -eu
program=$1
shift
name=$(basename "$program")
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
artifacts="${SLIPWAY_ARTIFACTS:-$root/build/artifacts}/fuzz"
learnt="$(dirname -- "$program")/../corpus/$name"
mkdir -p "$artifacts" "$learnt"
exec "$program" -max_total_time="${SLIPWAY_FUZZ_SECONDS:-5}" -timeout=10 -rss_limit_mb=1024 -max_len=6000 \
    -print_final_stats=1 -artifact_prefix="$artifacts/${name#fuzz-}-" "$@" "$learnt"
