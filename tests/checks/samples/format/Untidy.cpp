// SPDX-License-Identifier: GPL-3.0-or-later
int  add( int a,int b ){ return a+b; } // finding
