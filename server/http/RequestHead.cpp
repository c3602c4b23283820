// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RequestHead.h"

#include "server/http/Syntax.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http {
namespace {

Fault malformed(const QString &detail)
{
    return {400, detail};
}

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

} // namespace

std::optional<Header> parseField(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !syntax::isToken(line.first(colon)))
        return {};
    const QByteArrayView value = syntax::trimmed(line.sliced(colon + 1));
    if (syntax::hasControls(value))
        return {};
    return Header{line.first(colon).toByteArray(), value.toByteArray()};
}

RequestHead::Verdict RequestHead::readRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || first == last)
        return malformed(u"The request line is not \"METHOD target HTTP/1.1\"."_s);
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);

    if (!syntax::isToken(method))
        return malformed(u"The method of the request is not a word."_s);
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDigit(version[5]) || version[6] != '.'
        || !isDigit(version[7]))
        return malformed(u"The request line does not end in an HTTP version."_s);
    if (version[5] != '1')
        return Fault{505, u"This server speaks HTTP/1.1 only."_s};

    request.method = method.toByteArray();
    framing.isHttp10 = version[7] == '0';
    framing.keepAlive = !framing.isHttp10;
    return readTarget(target);
}

RequestHead::Verdict RequestHead::readTarget(QByteArrayView target)
{
    if (request.method == "CONNECT")
        return Fault{501, u"This server is not a proxy."_s};
    if (target.isEmpty() || target.contains(' ') || target.contains('\t') || target.contains('#')
        || syntax::hasControls(target))
        return malformed(u"The request target holds a character that must be escaped."_s);
    if (target == "*" && request.method == "OPTIONS") {
        request.path = "*";
        return {};
    }
    if (!target.startsWith('/'))
        return readAbsoluteTarget(target);

    const qsizetype mark = target.indexOf('?');
    const auto path = syntax::percentDecoded(mark < 0 ? target : target.first(mark));
    if (!path)
        return malformed(u"The path has a broken escape, a control character or is not UTF-8."_s);
    request.path = *path;
    request.query = mark < 0 ? QByteArray() : target.sliced(mark + 1).toByteArray();
    return {};
}

// RFC 9112 section 3.2.2: the authority of the target replaces the Host field.
RequestHead::Verdict RequestHead::readAbsoluteTarget(QByteArrayView target)
{
    constexpr QByteArrayView scheme("http://");
    if (!syntax::sameWord(target.first(std::min(target.size(), scheme.size())), scheme))
        return malformed(u"The request target must begin with \"/\"."_s);
    const QByteArrayView rest = target.sliced(scheme.size());
    const auto end = std::ranges::find_if(rest, [](char byte) { return byte == '/' || byte == '?'; });
    m_authority = QByteArray(rest.begin(), end - rest.begin());
    if (m_authority.isEmpty())
        return malformed(u"The request target names no host."_s);
    const QByteArray path = QByteArray(end, rest.end() - end);
    return readTarget(path.startsWith('/') ? path : '/' + path);
}

RequestHead::Verdict RequestHead::readField(QByteArrayView line)
{
    auto field = parseField(line);
    if (!field)
        return malformed(u"A header line is not \"Name: value\"."_s);
    if (auto fault = readFraming(field->first, field->second))
        return fault;
    request.headers.append(std::move(*field));
    return {};
}

RequestHead::Verdict RequestHead::readFraming(QByteArrayView name, QByteArrayView value)
{
    if (syntax::sameWord(name, "content-length"))
        return readContentLength(value);
    if (syntax::sameWord(name, "transfer-encoding")) {
        if (!syntax::sameWord(value, "chunked") || framing.chunked)
            return Fault{501, u"The only transfer coding understood is \"chunked\", once."_s};
        framing.chunked = true;
    } else if (syntax::sameWord(name, "host")) {
        ++m_hosts;
    } else if (syntax::sameWord(name, "expect")) {
        if (!syntax::sameWord(value, "100-continue"))
            return Fault{417, u"The only expectation understood is \"100-continue\"."_s};
        framing.expectsContinue = true;
    } else if (syntax::sameWord(name, "connection")) {
        readConnection(value);
    }
    return {};
}

void RequestHead::readConnection(QByteArrayView value)
{
    for (const QByteArrayView option : syntax::listItems(value)) {
        if (syntax::sameWord(option, "close"))
            framing.keepAlive = false;
        else if (framing.isHttp10 && syntax::sameWord(option, "keep-alive"))
            framing.keepAlive = true;
    }
}

RequestHead::Verdict RequestHead::readContentLength(QByteArrayView value)
{
    if (value.isEmpty() || !std::ranges::all_of(value, isDigit))
        return malformed(u"The Content-Length is not a number."_s);
    if (framing.contentLength)
        return malformed(u"There is more than one Content-Length."_s);
    bool fits = false;
    framing.contentLength = value.toULongLong(&fits);
    if (!fits)
        return Fault{413, u"The body is larger than any number."_s};
    return {};
}

RequestHead::Verdict RequestHead::finish()
{
    if (m_hosts > 1)
        return malformed(u"There is more than one Host."_s);
    if (m_hosts == 0 && !framing.isHttp10)
        return malformed(u"The Host field is missing."_s);
    if (framing.chunked && framing.contentLength)
        return malformed(u"There is a Content-Length beside a Transfer-Encoding."_s);
    if (framing.chunked && framing.isHttp10)
        return malformed(u"HTTP/1.0 knows no Transfer-Encoding."_s);
    if (framing.isHttp10)
        framing.expectsContinue = false;
    if (m_authority.isEmpty())
        return {};
    request.headers.removeIf([](const Header &field) { return syntax::sameWord(field.first, "host"); });
    request.headers.append({"Host", m_authority});
    return {};
}

} // namespace http
