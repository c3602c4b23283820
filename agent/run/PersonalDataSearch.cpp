// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/PersonalDataSearch.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype none = -1;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isDigitOrLetter(QChar c)
{
    return isDigit(c) || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
}

/// Characters of one sort that stand together, or in groups with one blank or hyphen between.
struct Gathered
{
    QString characters;
    QList<qsizetype> ends; ///< Behind each of them, in the text.
};

Gathered gathered(const QString &text, qsizetype from, int most, bool (*isOne)(QChar))
{
    Gathered out;
    for (qsizetype at = from; at < text.size() && out.characters.size() < most; ++at) {
        const bool isGap =
            !out.ends.isEmpty() && at == out.ends.constLast() && (text[at] == u' ' || text[at] == u'-');
        if (isGap)
            continue;
        if (!isOne(text[at]))
            break;
        out.characters.append(text[at]);
        out.ends.append(at + 1);
    }
    return out;
}

bool hasRightLuhnDigit(QStringView digits)
{
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i].digitValue();
        const int twice = digit * 2;
        sum += i % 2 == 0 ? digit : twice / 10 + twice % 10;
    }
    return sum % 10 == 0;
}

qsizetype endOfCard(const QString &text, Stretch candidate)
{
    constexpr int longest = 19;
    constexpr int shortest = 13;
    const Gathered digits = gathered(text, candidate.begin, longest, isDigit);
    for (qsizetype count = digits.ends.size(); count >= shortest; --count) {
        const qsizetype end = digits.ends[count - 1];
        const bool goesOn = end < text.size() && isDigit(text[end]);
        if (!goesOn && hasRightLuhnDigit(QStringView(digits.characters).first(count)))
            return end;
    }
    return none;
}

/// Characters of an IBAN of that country; 0 where there are none.
int ibanLength(const QString &country)
{
    // The registry of ISO 13616.
    static const QString lengths =
        u"AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK1"
        u"8"
        "FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21"
        "LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24"
        "SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30"_s;
    constexpr int entry = 4;
    for (qsizetype at = 0; at < lengths.size(); at += entry) {
        if (QStringView(lengths).mid(at, 2) == country)
            return QStringView(lengths).mid(at + 2, 2).toInt();
    }
    return 0;
}

/// ISO 7064, MOD 97-10: letters count from A = 10, and the first four characters come last.
bool hasRightCheckDigits(const QString &iban)
{
    constexpr int letters = 36; // numbers of one or two decimal digits
    int rest = 0;
    for (const QChar c : iban.mid(4) + iban.left(4)) {
        const int value = QString(c).toInt(nullptr, letters);
        rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
    }
    return rest == 1;
}

qsizetype endOfIban(const QString &text, Stretch candidate)
{
    const int length = ibanLength(text.mid(candidate.begin, 2).toUpper());
    const Gathered iban = gathered(text, candidate.begin, length, isDigitOrLetter);
    if (length == 0 || iban.ends.size() < length)
        return none;
    const qsizetype end = iban.ends.constLast();
    const bool goesOn = end < text.size() && isDigitOrLetter(text[end]);
    return !goesOn && hasRightCheckDigits(iban.characters.toUpper()) ? end : none;
}

qsizetype endOfAddress(const QString &text, Stretch candidate)
{
    const QString address = text.mid(candidate.begin, candidate.end - candidate.begin);
    return QHostAddress(address).isNull() ? none : candidate.end;
}

/// A pattern does not see what stands before the part it is given.
bool isInsideNumber(const QString &text, qsizetype at)
{
    return at > 0 && isDigit(text[at - 1]) && isDigit(text[at]);
}

qsizetype endAsMatched(const QString &, Stretch candidate)
{
    return candidate.end;
}

struct Form
{
    QRegularExpression begin; ///< Matches at least where one may begin.
    qsizetype (*endOf)(const QString &text, Stretch candidate);
};

QRegularExpression anyOf(const QStringList &patterns)
{
    return QRegularExpression(patterns.join(u'|'));
}

const Form &formOf(PersonalData kind)
{
    static const Form email{
        anyOf({uR"((?<![\w.%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,63}\b)"_s}),
        endAsMatched};
    static const Form phone{
        anyOf(
            {uR"((?<![\w+.])(?:\+|00)[1-9](?:[ ()./-]{0,2}\d){6,13}(?!\w))"_s,
             uR"((?<![\w+.-])(?=\(?(?:\d[() /-]{0,3}){8})\(?0\d{2,5}\)?(?:[ /-]{1,3}\d{2,8}){1,4}(?![\w-]))"_s,
             uR"((?<![\w+.-])0\d(?:[ .]\d\d){4}(?!\w))"_s,
             uR"((?<![\w+.-])(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-]))"_s}),
        endAsMatched};
    static const Form iban{anyOf({uR"((?<![A-Za-z0-9])(?=[A-Za-z]{2}\d{2}))"_s}), endOfIban};
    static const Form card{anyOf({uR"((?<!\d)(?=[2-6]\d{3}))"_s}), endOfCard};
    static const Form ssn{anyOf({uR"((?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-]))"_s}),
                          endAsMatched};
    static const Form ipAddress{
        anyOf({uR"((?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d))"_s,
               uR"((?<![\w:.])(?=[A-Fa-f:]*\d)(?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]{3,39}(?![\w:]))"_s}),
        endOfAddress};
    switch (kind) {
    case PersonalData::Email:
        return email;
    case PersonalData::Phone:
        return phone;
    case PersonalData::Iban:
        return iban;
    case PersonalData::Card:
        return card;
    case PersonalData::Ssn:
        return ssn;
    case PersonalData::IpAddress:
        return ipAddress;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<QList<Stretch>> findPersonalData(PersonalData kind, const QString &text,
                                               QDeadlineTimer deadline)
{
    const Form &form = formOf(kind);
    const auto candidates = matches(form.begin, text, deadline);
    if (!candidates)
        return std::nullopt;
    QList<Stretch> found;
    for (const Stretch &candidate : *candidates) {
        const qsizetype end = form.endOf(text, candidate);
        if (end > candidate.begin && !isInsideNumber(text, candidate.begin))
            found.append({candidate.begin, end});
    }
    return found;
}

} // namespace agent
