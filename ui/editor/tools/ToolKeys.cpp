// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolKeys.h"

#include "ui/editor/form/FieldRows.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/tools/ToolRow.h"

#include <QCoreApplication>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

struct PlaceWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::ToolKeys)
};

} // namespace

QStringList keysInTextOrder(const SpecDocument &document, const QString &pointer)
{
    QStringList keys = document.value(pointer).toObject().keys();
    const auto place = [&](const QString &key) {
        return document.placeOf(json::pointer(pointer, key)).first;
    };
    std::ranges::stable_sort(keys, [&](const QString &a, const QString &b) { return place(a) < place(b); });
    return keys;
}

QString freeKey(const QStringList &taken, const QString &wanted)
{
    QString key = wanted;
    for (int i = 2; taken.contains(key); ++i)
        key = u"%1-%2"_s.arg(wanted).arg(i);
    return key;
}

QString lastKey(const QString &pointer)
{
    QString key = pointer.section(u'/', -1);
    return key.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
}

Form::Way keyWay()
{
    const auto read = [](const SpecDocument &, const QString &pointer) {
        return QJsonValue(lastKey(pointer));
    };
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &value) {
        if (!value.isUndefined())
            draft.rename(pointer, value.toString());
    };
    return {read, write};
}

Form::Way entryKeyWay()
{
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &value) {
        if (value.isUndefined()) {
            draft.remove(pointer);
            return;
        }
        makeMapping(draft, pointer.section(u'/', 2, 2).toInt());
        draft.set(pointer, value);
    };
    return {{}, write};
}

QStringList parametersOf(const SpecDocument &document, const QString &pointer)
{
    return keysInTextOrder(document, pointer + u"/parameters/properties"_s);
}

QString placesInWords(const SpecDocument &document, const QString &pointer)
{
    QStringList places;
    for (const QString &name : parametersOf(document, pointer))
        places.append(u"{%1}"_s.arg(name));
    if (places.isEmpty())
        return PlaceWords::tr("Declare parameters to have something of the model’s in it.");
    if (places.size() == 1)
        return PlaceWords::tr("%1 stands for what the model gives.").arg(places.constFirst());
    return PlaceWords::tr("%1 stand for what the model gives.").arg(places.join(u", "_s));
}

void focusKey(const FieldRows &rows, int row)
{
    if (row < 0 || row >= rows.count())
        return;
    const auto *field = rows.row(row)->findChild<LineField *>();
    field->line()->setFocus(Qt::OtherFocusReason);
    field->line()->selectAll();
}

} // namespace ui
