// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/Traffic.h"

#include "agent/base/Log.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && file.write(bytes) == bytes.size();
}

} // namespace

void keepTraffic(const QString &folder, const Traffic &traffic)
{
    if (folder.isEmpty())
        return;
    const QDir dir(folder + u'/' + traffic.provider);
    dir.mkpath(u"."_s);
    constexpr int most = 9999;
    for (int number = 1; number <= most; ++number) {
        const QString stem = dir.filePath(u"%1"_s.arg(number, 4, 10, QLatin1Char('0')));
        const QString request = stem + u".request.json"_s;
        if (QFile::exists(request))
            continue;
        const QString reply = stem + u".reply."_s + traffic.ending;
        if (!write(request, traffic.redactor.bytes(traffic.request))
            || !write(reply, traffic.redactor.bytes(traffic.reply)))
            qCWarning(log::providers) << "traffic cannot be written to" << dir.path();
        return;
    }
}

} // namespace agent
