-- SPDX-License-Identifier: GPL-3.0-or-later
-- The knowledge of the handbook chatbot template: the handbook of a company that does not exist.
-- handbook.db was made from this file:  rm -f handbook.db && sqlite3 handbook.db < handbook.sql

-- A full-text index. "porter" lets "travelling" find "travel".
CREATE VIRTUAL TABLE handbook USING fts5(section, body, tokenize = 'porter unicode61');

BEGIN;
INSERT INTO handbook VALUES
  ('Welcome', 'Lantern Works is a company of 42 people who build lamps and the software that controls them. This handbook says how we work together. Anybody may propose a change: write to the people team, and it is discussed on the first Tuesday of the month.'),
  ('Working hours', 'A full week has 38 hours. Core time is from 10:00 to 15:00, Monday to Thursday; the rest is yours to arrange with your team. Friday has no core time. Overtime is noted in the time sheet and taken as free time within three months.'),
  ('Working from home', 'You may work from home up to three days a week. Tuesday is the day when everybody comes to the workshop. For a home office we pay 400 euros once for a desk and chair, and 30 euros a month for electricity and internet.'),
  ('Working from abroad', 'Up to 20 working days a year may be spent in another country of the EU. Ask four weeks ahead, because insurance and tax papers have to be prepared. Outside the EU it is possible only in agreement with the people team.'),
  ('Holidays', 'Everybody has 28 days of holiday a year, and one more for every three years with us, up to 33. Ask your team lead at least two weeks ahead for more than three days in a row. Up to five days may be carried over and must be taken by the end of March.'),
  ('Public holidays', 'The public holidays of the place where you work apply. If one falls on a Saturday, you get a free day on the Friday before.'),
  ('Sick leave', 'If you are ill, tell your team lead before 9:30; a message is enough. A doctor''s note is needed from the fourth day. Sick days never count as holidays. A sick child counts as your own illness, up to 15 days a year.'),
  ('Parental leave', 'Both parents may take up to 14 months together; we add to the state''s money so that you have 80 % of your pay in the first four months. Tell us seven weeks before it begins. Your workplace is kept for you, part-time if you like.'),
  ('Travel', 'Take the train for journeys of up to six hours, second class, first class from three hours. Flights are booked by the office. Hotels may cost up to 130 euros a night, in capitals 170. Meals are paid at the official daily rate, without receipts.'),
  ('Expenses', 'Send receipts as pictures to the expenses inbox within 30 days. What is below 50 euros needs no approval; up to 500 euros your team lead approves; above that two people sign. The money comes with the next pay, on the 27th.'),
  ('Computers and phones', 'You choose between two laptops every four years and may buy the old one for a tenth of its price. Phones are paid up to 450 euros every three years. Report a lost device at once, day or night, to the security number on the back of your card.'),
  ('Passwords and keys', 'Use the password manager for everything, and a hardware key for mail and code. Never send a password in a message, not even inside the company. Keys of the workshop are signed for at the office and never lent.'),
  ('Learning', 'Everybody has 1,200 euros and five days a year for courses, books and conferences. What you learn you tell the others: a short talk or a page in the wiki is enough. Language courses in working time are free for all.'),
  ('Mentors', 'New people have a mentor outside their own team for six months. The two meet every second week for half an hour, and what is said there stays there.'),
  ('Performance talks', 'Twice a year, in March and September, you talk with your team lead for an hour about work, goals and pay. Pay is reviewed in March; the bands for every role are open to everybody in the wiki.'),
  ('Safety in the workshop', 'Wear goggles at every machine and closed shoes everywhere. Nobody works alone with the saws. First-aid boxes hang at both doors, the eye shower is beside the soldering room. Near accidents are reported too: they are how we learn.'),
  ('Dogs', 'Dogs are welcome on Wednesdays and Fridays, if nobody in the room is allergic or afraid. They do not enter the workshop.'),
  ('Coffee and lunch', 'Coffee, tea and fruit are free. On Thursdays we cook together; sign up by Wednesday noon and say what you do not eat. On other days the company adds 5 euros to your lunch card.'),
  ('Conflicts', 'Speak with each other first. If that does not help, ask your mentor or one of the two elected trusted persons; they promise silence. Harassment is reported to the people team, or without a name through the box in the hall, and is looked into within three days.'),
  ('Leaving', 'The notice period is one month in the first year and three months after that. In your last week you hand over your projects, return the devices and have a talk about what we could do better. You get your reference letter on the last day.');

INSERT INTO handbook(handbook) VALUES('optimize');
COMMIT;
