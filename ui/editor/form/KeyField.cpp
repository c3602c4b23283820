// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/KeyField.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {

QString variableIn(const QString &reference)
{
    static const QRegularExpression form(u"\\A\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}\\z"_s);
    return form.match(reference).captured(1);
}

void KeyField::show(const QJsonValue &value)
{
    LineField::show(value);
    const QString name = textOf(value);
    if (name.isEmpty() || !m_environment)
        setHint({});
    else if (!m_environment->value(name).isEmpty())
        setHint(tr("%1 is set.").arg(name));
    else
        setHint(tr("%1 is set neither in the environment that Slipway was started in nor in a file .env "
                   "beside this one.")
                    .arg(name));
}

QString KeyField::textOf(const QJsonValue &value) const
{
    return variableIn(value.toString());
}

QJsonValue KeyField::valueOf(const QString &text) const
{
    static const QRegularExpression name(
        u"\\A(?:\\$?([A-Za-z_][A-Za-z0-9_]*)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\})\\z"_s);
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return QJsonValue::Undefined;
    const QRegularExpressionMatch match = name.match(typed);
    return match.hasMatch() ? QJsonValue(u"${%1}"_s.arg(match.captured(match.lastCapturedIndex())))
                            : QJsonValue(QJsonValue::Null);
}

QString KeyField::expectation() const
{
    return tr("The name of an environment variable, such as OPENAI_API_KEY. The key itself must not stand in "
              "the file.");
}

} // namespace ui

#include "moc_KeyField.cpp"
