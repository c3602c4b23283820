// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/UsageText.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::UsageText)
};

template<class Number>
std::optional<double> shareOf(Number used, const std::optional<Number> &cap)
{
    return cap ? std::optional(static_cast<double>(used) / static_cast<double>(*cap)) : std::nullopt;
}

} // namespace

QString dollars(double amount)
{
    constexpr double least = 0.000001;
    constexpr double cent = 0.01;
    if (amount <= 0)
        return u"$0"_s;
    if (amount < least)
        return u"< $0.000001"_s;
    const int zeros = amount < cent ? int(-std::floor(std::log10(amount))) - 1 : 0;
    return u'$' + QLocale().toString(amount, 'f', amount < cent ? zeros + 2 : 2);
}

QString costText(const UsedTotal &used)
{
    if (used.callsOfUnknownCost == 0)
        return dollars(used.costUsd);
    return used.costUsd > 0 ? Words::tr("at least %1").arg(dollars(used.costUsd)) : Words::tr("cost unknown");
}

QString tokensText(qint64 tokens)
{
    QString text = Words::tr("%n tokens", nullptr, int(std::min<qint64>(tokens, 1'000'000'000)));
    return text.replace(QString::number(tokens), QLocale().toString(tokens));
}

QString todayText(const UsedTotal &day)
{
    return Words::tr("Today %1 \u00b7 %2").arg(tokensText(day.tokens), costText(day));
}

std::optional<double> shareOfTokens(const UsedTotal &used, const agent::CapSpec &cap)
{
    return shareOf(used.tokens, cap.tokens);
}

std::optional<double> shareOfCost(const UsedTotal &used, const agent::CapSpec &cap)
{
    return shareOf(used.costUsd, cap.costUsd);
}

double share(const UsedTotal &used, const agent::CapSpec &cap)
{
    return std::max(shareOfTokens(used, cap).value_or(0), shareOfCost(used, cap).value_or(0));
}

} // namespace ui
