// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RoutePath.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace http {
namespace {

bool isAny(const QByteArray &segment)
{
    return segment.startsWith('{') && segment.endsWith('}');
}

} // namespace

bool fits(const QByteArray &path, const QByteArray &routePath)
{
    if (!routePath.contains('{'))
        return path == routePath;
    const QByteArrayList there = path.split('/');
    const QByteArrayList wanted = routePath.split('/');
    if (there.size() != wanted.size())
        return false;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (isAny(wanted[i]) ? there[i].isEmpty() : there[i] != wanted[i])
            return false;
    }
    return true;
}

QString expressionFor(const QByteArray &routePath)
{
    QStringList segments;
    for (const QByteArray &wanted : routePath.split('/'))
        segments.append(isAny(wanted) ? u"[^/]+"_s : QRegularExpression::escape(QString::fromUtf8(wanted)));
    return segments.join(u'/');
}

QString segment(const Request &request, qsizetype at)
{
    return QString::fromUtf8(request.path.split('/').value(at + 1));
}

} // namespace http
