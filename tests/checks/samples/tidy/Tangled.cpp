// SPDX-License-Identifier: GPL-3.0-or-later
int tangled(int a, int b)
{
    int sum = 0;
    for (int i = 0; i < a; ++i) {
        for (int j = 0; j < b; ++j) {
            if (i > j) {
                if (i % 2 == 0) {
                    while (sum < i * j) {
                        sum += a > b ? a : b;
                    }
                } else if (j % 3 == 0 && i > 3) {
                    --sum;
                }
            }
        }
    }
    return sum;
}
