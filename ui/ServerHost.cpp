// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ServerHost.h"

#include "moc_ServerHost.cpp"
