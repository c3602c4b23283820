// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/WindowMemory.h"

#include <QMetaEnum>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

template<class Enum>
Enum enumOf(const QString &word, Enum otherwise)
{
    bool known = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(word.toLatin1().constData(), &known);
    return known ? Enum(value) : otherwise;
}

template<class Enum>
QString wordOf(Enum value)
{
    return QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
}

} // namespace

WindowMemory readMemory(const QString &file)
{
    const QSettings settings(file, QSettings::IniFormat);
    WindowMemory memory;
    memory.geometry = settings.value(u"window/geometry"_s).toByteArray();
    memory.docks = settings.value(u"window/docks"_s).toByteArray();
    memory.columns = settings.value(u"window/columns"_s).toByteArray();
    memory.division = settings.value(u"window/division"_s).toByteArray();
    memory.look = enumOf(settings.value(u"window/look"_s).toString(), memory.look);
    memory.mode = enumOf(settings.value(u"window/mode"_s).toString(), memory.mode);
    memory.sidebar = settings.value(u"window/sidebar"_s, memory.sidebar).toBool();
    const int port = settings.value(u"server/port"_s, memory.port).toInt();
    if (port >= 1024 && port <= 65535)
        memory.port = quint16(port);
    memory.recent = settings.value(u"files/recent"_s).toStringList();
    memory.open = settings.value(u"files/open"_s).toStringList();
    memory.front = settings.value(u"files/front"_s).toString();
    return memory;
}

void writeMemory(const WindowMemory &memory, const QString &file)
{
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(u"window/geometry"_s, memory.geometry);
    settings.setValue(u"window/docks"_s, memory.docks);
    settings.setValue(u"window/columns"_s, memory.columns);
    settings.setValue(u"window/division"_s, memory.division);
    settings.setValue(u"window/look"_s, wordOf(memory.look));
    settings.setValue(u"window/mode"_s, wordOf(memory.mode));
    settings.setValue(u"window/sidebar"_s, memory.sidebar);
    settings.setValue(u"server/port"_s, memory.port);
    settings.setValue(u"files/recent"_s, memory.recent);
    settings.setValue(u"files/open"_s, memory.open);
    settings.setValue(u"files/front"_s, memory.front);
}

} // namespace ui
