// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/UserFiles.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace app {
namespace {

agent::PriceFile readUsersPrices(const QString &path)
{
    constexpr qint64 maxBytes = 4 << 20;
    const QFileInfo info(path);
    if (info.exists() && (!info.isFile() || info.size() > maxBytes))
        return {path, {}, {}, {u"%1 is no table of prices; it is not used"_s.arg(path)}};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {path, {}, {}, {u"%1 cannot be read: %2"_s.arg(path, file.errorString())}};
    agent::PriceFile prices = agent::readPrices(file.readAll(), path);
    if (prices.date.isEmpty())
        prices.date = info.lastModified().date().toString(Qt::ISODate);
    return prices;
}

QString chosenBy(const char *variable, const QString &otherwise)
{
    const QString chosen = qEnvironmentVariable(variable);
    return chosen.isEmpty() ? otherwise : QFileInfo(chosen).absoluteFilePath();
}

} // namespace

QString pricesPath()
{
    return chosenBy("SLIPWAY_PRICES",
                    QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/prices.csv"_s);
}

QDateTime pricesChanged()
{
    return QFileInfo(pricesPath()).lastModified();
}

QString usagePath()
{
    return chosenBy("SLIPWAY_USAGE",
                    QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/usage.sqlite"_s);
}

QString tokensPath()
{
    return chosenBy("SLIPWAY_TOKENS",
                    QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/tokens.json"_s);
}

QString runsPath()
{
    return chosenBy("SLIPWAY_RUNS",
                    QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/runs.sqlite"_s);
}

agent::PriceTable pricesInUse()
{
    agent::PriceTable prices = agent::PriceTable::builtIn();
    const QString path = pricesPath();
    if (QFileInfo::exists(path) || !qEnvironmentVariableIsEmpty("SLIPWAY_PRICES"))
        prices.layOver(readUsersPrices(path));
    return prices;
}

} // namespace app
