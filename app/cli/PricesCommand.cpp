// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"
#include "app/common/UserFiles.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace app {
namespace {

QString money(const std::optional<double> &usd)
{
    return usd ? QString::number(*usd, 'g', 6) : u"-"_s;
}

QString line(const QStringList &cells)
{
    return u"%1 %2 %3 %4 %5"_s.arg(cells[0], -12)
        .arg(cells[1], -42)
        .arg(cells[2], 10)
        .arg(cells[3], 10)
        .arg(cells[4], 10);
}

void printTable(const agent::PriceTable &prices, const QString &part)
{
    print(line({u"provider"_s, u"model"_s, u"input"_s, u"cached"_s, u"output"_s}));
    for (const agent::ModelPrice &row : prices.rows()) {
        if (row.model.contains(part, Qt::CaseInsensitive))
            print(
                line({row.provider, row.model, money(row.input), money(row.cachedInput), money(row.output)}));
    }
    print(u"USD per million tokens; - is unknown. From:"_s);
    for (const agent::PriceFile &file : prices.files())
        print(u"  %1%2"_s.arg(file.path, file.date.isEmpty() ? file.date : u", "_s + file.date));
}

} // namespace

int prices(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lists what models cost: the table that comes with Slipway, and your own laid over it."_s);
    parser.addPositionalArgument(u"model"_s, u"Only models whose name contains this."_s, u"[MODEL]"_s);
    const QCommandLineOption editPath(
        u"edit-path"_s, u"Print the path of the file in which you may write prices of your own."_s);
    parser.addOption(editPath);
    if (const auto status = parse(parser, u"prices"_s, arguments))
        return *status;
    if (parser.isSet(editPath)) {
        print(pricesPath());
        return 0;
    }
    const agent::PriceTable inUse = pricesInUse();
    printTable(inUse, parser.positionalArguments().value(0));
    for (const QString &fault : inUse.faults())
        complain(fault);
    return inUse.faults().isEmpty() ? 0 : 1;
}

} // namespace app
