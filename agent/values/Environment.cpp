// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Environment.h"

#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString withoutEscapes(const QString &quoted)
{
    QString text;
    for (qsizetype i = 0; i < quoted.size(); ++i) {
        const bool isEscape = quoted[i] == u'\\' && i + 1 < quoted.size();
        const QChar next = isEscape ? quoted[++i] : quoted[i];
        if (!isEscape || next == u'"' || next == u'\\')
            text += next;
        else if (next == u'n' || next == u't')
            text += next == u'n' ? u'\n' : u'\t';
        else
            text += u'\\' + QString(next);
    }
    return text;
}

/// Name and value of one line; an empty name: it is none.
std::pair<QString, QString> assignment(const QString &line)
{
    static const QRegularExpression form(
        uR"re(\A(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?:'([^']*)'|"((?:[^"\\]|\\.)*)"|((?!['"\s])(?:[^#]|(?<=\S)#)*))\s*(?:#.*)?\z)re"_s);
    const QRegularExpressionMatch match = form.match(line);
    if (!match.hasMatch())
        return {};
    const QString name = match.captured(1);
    if (match.hasCaptured(2))
        return {name, match.captured(2)};
    if (match.hasCaptured(3))
        return {name, withoutEscapes(match.captured(3))};
    return {name, match.captured(4).trimmed()};
}

} // namespace

Environment processEnvironment()
{
    Environment variables;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        variables.insert(name, environment.value(name));
    return variables;
}

DotEnv readDotEnv(const QByteArray &text)
{
    DotEnv file;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const auto [name, value] = assignment(line);
        if (name.isEmpty())
            file.faults.append(u"line %1: expected NAME=value"_s.arg(i + 1));
        else
            file.values.insert(name, value);
    }
    return file;
}

QString dotEnvBeside(const QString &agentFile)
{
    return QFileInfo(agentFile).absolutePath() + u"/.env"_s;
}

QByteArray dotEnvTextBeside(const QString &agentFile)
{
    constexpr qint64 most = 1 << 20;
    QFile file(dotEnvBeside(agentFile));
    const bool isThere = !agentFile.isEmpty() && file.size() <= most && file.open(QIODevice::ReadOnly);
    return isThere ? file.readAll() : QByteArray();
}

Environment environmentBeside(const QString &agentFile, Environment outer)
{
    const Environment inner = readDotEnv(dotEnvTextBeside(agentFile)).values;
    for (auto it = inner.begin(); it != inner.end(); ++it) {
        // Slipway's own switches are for whoever starts it, not for a folder that came from elsewhere.
        if (!outer.contains(it.key()) && !it.key().startsWith(u"SLIPWAY_"))
            outer.insert(it.key(), it.value());
    }
    return outer;
}

Environment withKeys(Environment variables, const Environment &keys)
{
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        if (variables.value(it.key()).isEmpty())
            variables.insert(it.key(), it.value());
    }
    return variables;
}

Result<QString> filledIn(const QString &text, const Environment &environment)
{
    static const QRegularExpression place(uR"(\$(\$\{)|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\})"_s);
    QString filled;
    qsizetype done = 0;
    for (auto it = place.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString name = match.captured(2);
        QString value = match.captured(1);
        if (!name.isEmpty()) {
            value = environment.value(name);
            if (value.isEmpty() && match.hasCaptured(3))
                value = match.captured(3);
            else if (!environment.contains(name))
                return fail(
                    ErrorKind::InvalidInput,
                    u"the environment variable %1 is not set; write ${%1:-…} to give it a default"_s.arg(
                        name));
        }
        filled += QStringView(text).sliced(done, match.capturedStart() - done);
        filled += value;
        done = match.capturedEnd();
    }
    return filled + text.mid(done);
}

} // namespace agent
