#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes one parser for a while: run.sh PROGRAM [OPTION…]. What it learns stays beside the program, for the next time;
# an input that crashes, leaks, takes 30 s or 1 GiB, or breaks a promise, is kept among the artifacts.
set -eu
program=$1
shift
name=$(basename "$program")
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
artifacts="${SLIPWAY_ARTIFACTS:-$root/build/artifacts}/fuzz"
learnt="$(dirname -- "$program")/../corpus/$name"
mkdir -p "$artifacts" "$learnt"
# What it compares are addresses, too: where these are others each time, one seed is another way each time.
same=
! setarch -R true 2>/dev/null || same="setarch -R"
# Quiet, for a report of a test shows the beginning of what was printed.
# shellcheck disable=SC2086 # no word or two
$same "$program" -max_total_time="${SLIPWAY_FUZZ_SECONDS:-5}" -seed="${SLIPWAY_FUZZ_SEED:-0}" -timeout=30 -verbosity=0 \
    -rss_limit_mb=1024 -max_len=6000 -artifact_prefix="$artifacts/${name#fuzz-}-" "$@" "$learnt" && exit
status=$?
for input in "$artifacts/${name#fuzz-}-"*; do
    [ ! -f "$input" ] || { echo "$input, for base64 -d | gunzip:" && gzip -9 <"$input" | base64; }
done
exit $status
