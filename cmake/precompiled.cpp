// SPDX-License-Identifier: GPL-3.0-or-later
// CMake makes a precompiled header only beside a source file.
