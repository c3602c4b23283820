# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from inventory import Inventory


class InventoryTest(unittest.TestCase):
    def setUp(self):
        self.inventory = Inventory(":memory:")

    def test_adds(self):
        self.inventory.add("M4 screw", 200)
        self.assertEqual(self.inventory.count("M4 screw"), 200)

    def test_takes(self):
        self.inventory.add("M4 screw", 200)
        self.assertTrue(self.inventory.take("M4 screw", 12))
        self.assertEqual(self.inventory.count("M4 screw"), 188)

    def test_lists_what_is_low(self):
        self.inventory.add("washer", 5)
        self.assertTrue(self.inventory.low(20))


if __name__ == "__main__":
    unittest.main()
