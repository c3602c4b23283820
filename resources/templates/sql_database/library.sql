-- SPDX-License-Identifier: GPL-3.0-or-later
-- The lending library of Lindenau, which does not exist, nor do its members. Made anew with:
--   rm library.db && sqlite3 library.db < library.sql
CREATE TABLE books (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    year INTEGER NOT NULL,
    genre TEXT NOT NULL,
    copies INTEGER NOT NULL
);
CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    joined TEXT NOT NULL
);
CREATE TABLE loans (
    id INTEGER PRIMARY KEY,
    book_id INTEGER NOT NULL REFERENCES books (id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    lent_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    returned_on TEXT
);
CREATE INDEX loans_by_book ON loans (book_id);

INSERT INTO books (id, title, author, year, genre, copies) VALUES
    (1, 'The Clockmaker''s Garden', 'Ines Falk', 1998, 'novel', 3),
    (2, 'Salt Roads', 'Tomas Wieland', 2011, 'history', 2),
    (3, 'A Field Guide to Mosses', 'Hanna Okoye', 2004, 'nature', 1),
    (4, 'Night Trains North', 'Ines Falk', 2007, 'novel', 4),
    (5, 'Bread for Beginners', 'Pavel Novak', 2016, 'cooking', 2),
    (6, 'The Lighthouse Ledger', 'Mara Lindqvist', 1987, 'crime', 3),
    (7, 'Small Machines', 'Jonas Pereira', 2019, 'science', 2),
    (8, 'Letters to a Cartographer', 'Amina Sorel', 2001, 'novel', 2),
    (9, 'Winter Vegetables', 'Pavel Novak', 2020, 'cooking', 1),
    (10, 'The Second Key', 'Mara Lindqvist', 1991, 'crime', 3),
    (11, 'How Rivers Move', 'Hanna Okoye', 2013, 'science', 2),
    (12, 'An Orchard in Autumn', 'Amina Sorel', 2015, 'novel', 1);

INSERT INTO members (id, name, joined) VALUES
    (1, 'Ada Brandt', '2019-03-02'),
    (2, 'Bela Kovacs', '2020-09-14'),
    (3, 'Chidi Obi', '2021-01-30'),
    (4, 'Dora Haas', '2021-06-11'),
    (5, 'Emil Santos', '2022-04-05'),
    (6, 'Frieda Lang', '2023-02-17'),
    (7, 'Goran Ilic', '2023-11-08'),
    (8, 'Hedda Moen', '2024-08-26');

INSERT INTO loans (book_id, member_id, lent_on, due_on, returned_on) VALUES
    (1, 1, '2025-01-07', '2025-02-04', '2025-01-28'),
    (4, 2, '2025-01-09', '2025-02-06', '2025-02-11'),
    (6, 3, '2025-01-15', '2025-02-12', '2025-02-02'),
    (5, 5, '2025-01-20', '2025-02-17', '2025-02-17'),
    (7, 4, '2025-02-03', '2025-03-03', '2025-02-24'),
    (4, 1, '2025-02-12', '2025-03-12', '2025-03-05'),
    (2, 6, '2025-02-18', '2025-03-18', '2025-04-01'),
    (8, 8, '2025-03-01', '2025-03-29', '2025-03-20'),
    (10, 3, '2025-03-04', '2025-04-01', '2025-03-25'),
    (3, 7, '2025-03-11', '2025-04-08', '2025-04-08'),
    (4, 6, '2025-03-19', '2025-04-16', '2025-04-10'),
    (1, 2, '2025-03-22', '2025-04-19', '2025-04-30'),
    (11, 4, '2025-04-02', '2025-04-30', '2025-04-27'),
    (9, 5, '2025-04-07', '2025-05-05', '2025-04-29'),
    (6, 1, '2025-04-15', '2025-05-13', '2025-05-10'),
    (12, 8, '2025-04-23', '2025-05-21', '2025-05-14'),
    (4, 7, '2025-05-02', '2025-05-30', '2025-05-28'),
    (5, 2, '2025-05-06', '2025-06-03', NULL),
    (7, 6, '2025-05-13', '2025-06-10', '2025-06-06'),
    (10, 1, '2025-05-20', '2025-06-17', '2025-06-12'),
    (1, 4, '2025-05-27', '2025-06-24', '2025-06-19'),
    (2, 3, '2025-06-03', '2025-07-01', NULL),
    (8, 5, '2025-06-05', '2025-07-03', '2025-06-30'),
    (4, 8, '2025-06-11', '2025-07-09', NULL),
    (6, 7, '2025-06-17', '2025-07-15', '2025-07-10'),
    (11, 1, '2025-06-24', '2025-07-22', NULL),
    (12, 6, '2025-06-26', '2025-07-24', NULL);
