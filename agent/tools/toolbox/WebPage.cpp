// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/WebPage.h"

#include "agent/tools/http/FetchingTool.h"
#include "agent/tools/toolbox/Html.h"
#include "agent/tools/toolbox/Sizes.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool isHtml(const FetchReply &reply, const QString &text)
{
    const QString type = reply.contentType.toLower();
    return type.contains(u"html"_s) || (type.isEmpty() && text.contains(u"<html"_s, Qt::CaseInsensitive));
}

bool isName(const QString &selector)
{
    const auto fits = [](QChar c) { return c.isLetterOrNumber() || c == u'-'; };
    return selector.size() <= 40 && std::ranges::all_of(selector, fits);
}

} // namespace

Result<QString> pageText(const FetchReply &reply, const QString &selector)
{
    constexpr qsizetype mostCharacters = 10'000;
    if (const std::optional<Error> failure = failureIn(reply))
        return tl::unexpected(*failure);
    const QString element = selector.trimmed();
    if (!isName(element))
        return fail(ErrorKind::InvalidInput,
                    u"the selector must be the name of an element, such as p or article"_s);
    const std::optional<QString> source = textOf(reply);
    if (!source)
        return fail(ErrorKind::InvalidInput, u"there is no text at %1"_s.arg(reply.url.toString()));
    HtmlText page{*source, 0};
    if (isHtml(reply, *source))
        page = htmlText(*source, element);
    if (!element.isEmpty() && page.found == 0)
        return u"No <%1> elements found on the page."_s.arg(element);
    if (page.text.trimmed().isEmpty())
        return u"No text content found at the URL."_s;
    return u"URL: %1\nContent-Type: %2\nLength: %3 characters\n\n"_s.arg(
               reply.url.toString(QUrl::FullyEncoded), reply.contentType,
               QString::number(characters(page.text)))
        + shortened(page.text, mostCharacters);
}

} // namespace agent
