// SPDX-License-Identifier: GPL-3.0-or-later
// TODO(#12): a reminder with a number is allowed
// An example path such as /home/me/agents/weather.yaml is allowed.
const char *a = "/home/someone/agent.yaml"; // finding
const char *b = "/root/agent.yaml"; // finding
int c = 1; // TODO finish this // finding
