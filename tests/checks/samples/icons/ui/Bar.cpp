// SPDX-License-Identifier: GPL-3.0-or-later
// Not compiled: what checks.icons must find, and what it must let pass.
void Bar::build()
{
    add(button(m_theme, u"play"_s, tr("Start"), u"primary"_s));
    add(iconButton(m_theme, u"plai"_s, tr("Start"))); // finding
    setIcon(m_theme.icon(u"stop"_s)); // finding
}
