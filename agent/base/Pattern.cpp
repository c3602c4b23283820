// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Pattern.h"

#include <array>

#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

template<auto Free>
struct Freer
{
    template<class T>
    void operator()(T *thing) const
    {
        Free(thing);
    }
};
using CompileContext = std::unique_ptr<pcre2_compile_context, Freer<pcre2_compile_context_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freer<pcre2_match_context_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freer<pcre2_match_data_free>>;

constexpr qsizetype longestPattern = 2000;

PCRE2_SPTR units(const QString &text)
{
    return reinterpret_cast<PCRE2_SPTR>(text.utf16());
}

QString messageOf(int code)
{
    std::array<PCRE2_UCHAR, 200> buffer{};
    const int length = pcre2_get_error_message(code, buffer.data(), buffer.size());
    return QString::fromUtf16(reinterpret_cast<const char16_t *>(buffer.data()), std::max(length, 0));
}

/// How long PCRE2 may go on.
struct Patience
{
    const QDeadlineTimer &deadline;
    unsigned steps = 0;
};

// The clock is looked at now and then only: a step may be short, or look through the whole text.
int goOn(pcre2_callout_block *, void *context)
{
    constexpr unsigned between = 64;
    auto *patience = static_cast<Patience *>(context);
    const bool isOver = ++patience->steps % between == 0 && patience->deadline.hasExpired();
    return isOver ? PCRE2_ERROR_CALLOUT : 0;
}

MatchContext contextFor(Patience &patience)
{
    constexpr uint32_t kibibytes = 64 * 1024;
    MatchContext context(pcre2_match_context_create(nullptr));
    pcre2_set_heap_limit(context.get(), kibibytes);
    pcre2_set_callout(context.get(), goOn, &patience);
    return context;
}

Pattern::Match matchIn(const QString &text, pcre2_match_data *data)
{
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(data);
    Pattern::Match match;
    for (std::size_t i = 0; i < pcre2_get_ovector_count(data); ++i) {
        const PCRE2_SIZE begin = places[2 * i];
        const PCRE2_SIZE end = places[2 * i + 1];
        const bool isSet = begin != PCRE2_UNSET && begin <= end;
        match.append(isSet ? QStringView(text).sliced(static_cast<qsizetype>(begin),
                                                      static_cast<qsizetype>(end - begin))
                           : QStringView());
    }
    return match;
}

} // namespace

Pattern::Pattern(std::shared_ptr<pcre2_real_code_16> code)
    : m_code(std::move(code))
{
}

Result<Pattern> Pattern::make(const QString &pattern, Qt::CaseSensitivity sensitivity)
{
    if (pattern.size() > longestPattern)
        return fail(ErrorKind::InvalidInput,
                    u"the pattern has more than %1 characters"_s.arg(longestPattern));
    const CompileContext context(pcre2_compile_context_create(nullptr));
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_AUTO_CALLOUT | PCRE2_NEVER_BACKSLASH_C;
    if (sensitivity == Qt::CaseInsensitive)
        options |= PCRE2_CASELESS;
    int error = 0;
    PCRE2_SIZE place = 0;
    pcre2_code *code = pcre2_compile(units(pattern), static_cast<PCRE2_SIZE>(pattern.size()), options, &error,
                                     &place, context.get());
    if (!code) {
        return fail(ErrorKind::InvalidInput,
                    u"the pattern is not a regular expression: %1 (at character %2)"_s.arg(
                        messageOf(error), QString::number(place)));
    }
    return Pattern(std::shared_ptr<pcre2_code>(code, pcre2_code_free));
}

int Pattern::groupCount() const
{
    uint32_t count = 0;
    pcre2_pattern_info(m_code.get(), PCRE2_INFO_CAPTURECOUNT, &count);
    return static_cast<int>(count);
}

int Pattern::groupNamed(const QString &name) const
{
    const int number = pcre2_substring_number_from_name(m_code.get(), units(name));
    return number > 0 ? number : -1;
}

Result<> Pattern::each(const QString &text, const QDeadlineTimer &deadline, const Visit &visit) const
{
    if (!QStringView(text).isValidUtf16())
        return fail(ErrorKind::InvalidInput, u"the text is not valid Unicode"_s);
    Patience patience{deadline};
    const MatchContext context = contextFor(patience);
    const MatchData data(pcre2_match_data_create_from_pattern(m_code.get(), nullptr));
    uint32_t options = PCRE2_NO_UTF_CHECK;
    for (PCRE2_SIZE at = 0;;) {
        const int found = pcre2_match(m_code.get(), units(text), static_cast<PCRE2_SIZE>(text.size()), at,
                                      options, data.get(), context.get());
        if (found == PCRE2_ERROR_NOMATCH)
            return {};
        if (found < 0 || deadline.hasExpired())
            return fail(ErrorKind::Timeout, u"the pattern takes too long on this text; make it simpler"_s);
        if (!visit(matchIn(text, data.get())))
            return {};
        const PCRE2_SIZE *whole = pcre2_get_ovector_pointer(data.get());
        at = std::max(at, whole[1]);
        options = PCRE2_NO_UTF_CHECK | (whole[0] == whole[1] ? PCRE2_NOTEMPTY_ATSTART : 0);
    }
}

} // namespace agent
