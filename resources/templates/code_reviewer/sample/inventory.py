# SPDX-License-Identifier: GPL-3.0-or-later
"""The stock of a small workshop."""

import sqlite3
import sys


class Inventory:
    def __init__(self, path, history=[]):
        self.db = sqlite3.connect(path)
        self.db.execute("CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, count INTEGER)")
        self.history = history

    def count(self, name):
        row = self.db.execute(f"SELECT count FROM parts WHERE name = '{name}'").fetchone()
        return row[0] if row else 0

    def add(self, name, amount):
        have = self.count(name)
        if have:
            self.db.execute("UPDATE parts SET count = ? WHERE name = ?", (have + amount, name))
        else:
            self.db.execute("INSERT INTO parts VALUES (?, ?)", (name, amount))
        self.history.append(("add", name, amount))

    def take(self, name, amount):
        have = self.count(name)
        if have > amount:
            self.db.execute("UPDATE parts SET count = ? WHERE name = ?", (have - amount, name))
            self.history.append(("take", name, amount))
            return True
        return False

    def low(self, limit):
        rows = self.db.execute("SELECT name, count FROM parts ORDER BY name").fetchall()
        return [name for name, count in rows if count <= limit]

    def average(self):
        rows = self.db.execute("SELECT count FROM parts").fetchall()
        return sum(count for (count,) in rows) / len(rows)


def main(arguments):
    path, command, *rest = arguments
    inventory = Inventory(path)
    try:
        if command == "add":
            inventory.add(rest[0], int(rest[1]))
        elif command == "take":
            inventory.take(rest[0], int(rest[1]))
        elif command == "low":
            print("\n".join(inventory.low(int(rest[0]))))
    except Exception:
        pass
    inventory.db.commit()


if __name__ == "__main__":
    main(sys.argv[1:])
