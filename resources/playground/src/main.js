// SPDX-License-Identifier: GPL-3.0-or-later
import { App } from './app.js';

new App().start(document.body);
