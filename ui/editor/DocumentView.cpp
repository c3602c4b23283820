// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/DocumentView.h"

#include "moc_DocumentView.cpp"
