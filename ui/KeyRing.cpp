// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/KeyRing.h"

#include "moc_KeyRing.cpp"
