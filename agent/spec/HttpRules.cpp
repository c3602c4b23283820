// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"
#include "agent/values/ArgumentText.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

const QRegularExpression &variable()
{
    static const QRegularExpression pattern(u"\\$\\{[A-Za-z_][A-Za-z0-9_]*(?::-[^}]*)?\\}"_s);
    return pattern;
}

/// Every {name} of `text` must be a declared parameter, and no other brace may stand in it.
void checkPlaceholders(const QString &text, const QStringList &parameters, json::Reader &reader,
                       const QString &where)
{
    for (const QString &name : argumentsIn(text)) {
        if (!parameters.contains(name)) {
            reader.add(
                {where,
                 u"{%1} stands for a parameter, but \"parameters\" declares none of that name"_s.arg(name),
                 nearest(name, parameters), false});
        }
    }
    QString rest = text;
    rest.remove(argumentPlace());
    if (rest.contains(u'{') || rest.contains(u'}'))
        reader.add(where, u"expected a parameter's name between \"{\" and \"}\""_s);
}

/// The author fixes which machine is called; a model may only fill in path and query.
void checkUrl(const QString &text, const QStringList &parameters, json::Reader &reader, const QString &where)
{
    const qsizetype scheme = text.indexOf(u"://"_s);
    static const QRegularExpression behindHost(u"[/?#]"_s);
    const qsizetype path = scheme < 0 ? -1 : text.indexOf(behindHost, scheme + 3);
    const QString fixed = path < 0 ? text : text.left(path);
    const QString fragment = text.section(u'#', 1);
    if (fixed.contains(u'{') || fragment.contains(u'{')) {
        reader.add(
            where,
            u"{…} may stand in the path and the query of the url only; the host is fixed by the file"_s);
        return;
    }
    QString probe = text;
    const QUrl url(probe.replace(argumentPlace(), u"x"_s).remove(u'{').remove(u'}'), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http" && url.scheme() != u"https"))
        reader.add(where, u"expected an http or https address such as https://api.example.com/items/{id}"_s);
    else if (!url.userInfo().isEmpty())
        reader.add(where, u"an address with a user name or password is not allowed; use a header"_s);
    checkPlaceholders(text, parameters, reader, where);
}

/// All texts in a body.
QStringList textsIn(const QJsonValue &body)
{
    QStringList texts;
    if (body.isString())
        texts.append(body.toString());
    for (const QJsonValue &item : body.toArray())
        texts += textsIn(item);
    const QJsonObject members = body.toObject();
    for (const QJsonValue &member : members)
        texts += textsIn(member);
    return texts;
}

/// With a body of its own a request leaves nothing to chance: what has no place would go nowhere.
void checkBody(const HttpTool &tool, const QStringList &parameters, json::Reader &reader,
               const QString &where)
{
    if (tool.body.isUndefined())
        return;
    if (tool.method.toUpper() == u"GET")
        reader.add(where, u"a GET request has no body; use POST, PUT, PATCH or DELETE"_s);
    const QStringList texts = textsIn(tool.body);
    for (const QString &text : texts)
        checkPlaces(text, parameters, reader, where);
    const QStringList filled = argumentsIn((texts + tool.headers.values()).join(u'\n') + tool.url);
    for (const QString &name : parameters) {
        if (!filled.contains(name))
            reader.add(where, u"the parameter \"%1\" is used nowhere; {%1} would fill it in"_s.arg(name));
    }
}

void checkHeaders(const HttpTool &tool, const QStringList &parameters, json::Reader &reader,
                  const QString &where)
{
    checkHeaderLines(tool.headers, reader, where);
    for (auto it = tool.headers.begin(); it != tool.headers.end(); ++it) {
        QString value = it.value();
        checkPlaceholders(value.remove(variable()), parameters, reader, json::pointer(where, it.key()));
    }
}

} // namespace

void takeHttp(const HttpTool &tool, ToolSpec &out, json::Reader &reader, const QString &where)
{
    static const QStringList methods{u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s};
    const QStringList parameters = parameterNames(out);
    HttpTool request = tool;
    request.method = tool.method.toUpper();
    if (!methods.contains(request.method)) {
        reader.add(where + u"/method"_s,
                   u"expected one of %1, found \"%2\""_s.arg(methods.join(u", "_s), tool.method),
                   nearest(tool.method, methods));
    }
    if (!tool.url.isEmpty())
        checkUrl(tool.url, parameters, reader, where + u"/url"_s);
    checkHeaders(tool, parameters, reader, where + u"/headers"_s);
    checkBody(tool, parameters, reader, where + u"/body"_s);
    out.kind = request;
}

} // namespace agent
