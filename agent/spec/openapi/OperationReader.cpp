// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/openapi/OperationReader.h"

#include "agent/values/ArgumentText.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent::openapi {
namespace {

/// What may stand between { and }.
QString placeName(const QString &name)
{
    static const QRegularExpression other(u"[^A-Za-z0-9_-]"_s);
    QString made = name;
    made.replace(other, u"_"_s);
    return made.isEmpty() || !(made[0].isLetter() || made[0] == u'_') ? u'_' + made : made;
}

QString firstLine(const QJsonObject &operation)
{
    constexpr qsizetype most = 300;
    const QString summary = operation.value(u"summary"_s).toString().simplified();
    const QString described = operation.value(u"description"_s).toString().trimmed();
    const QString line = summary.isEmpty() ? described.section(u"\n\n"_s, 0, 0).simplified() : summary;
    return line.size() <= most ? line : line.left(most - 1) + u'…';
}

void addParameter(Operation &out, const QString &name, const QJsonValue &schema, bool isRequired)
{
    QJsonObject properties = out.parameters.value(u"properties"_s).toObject();
    properties.insert(name, schema);
    out.parameters.insert(u"properties"_s, properties);
    if (!isRequired)
        return;
    QJsonArray required = out.parameters.value(u"required"_s).toArray();
    required.append(name);
    out.parameters.insert(u"required"_s, required);
}

bool hasParameter(const Operation &out, const QString &name)
{
    return out.parameters.value(u"properties"_s).toObject().contains(name);
}

/// The media type whose name fits, with its schema; undefined if there is none.
QJsonValue contentOf(const QJsonObject &body, const QRegularExpression &type)
{
    const QJsonObject content = body.value(u"content"_s).toObject();
    for (auto it = content.begin(); it != content.end(); ++it) {
        if (type.match(it.key()).hasMatch())
            return it->toObject().value(u"schema"_s).toObject();
    }
    return QJsonValue::Undefined;
}

} // namespace

OperationReader::OperationReader(const QJsonObject &root, QUrl origin, QString server)
    : m_root(root)
    , m_schemas(root)
    , m_origin(std::move(origin))
    , m_server(std::move(server))
{
}

Result<QString> OperationReader::server(const Written &written) const
{
    const auto chosen = [&] {
        for (const QJsonObject &owner : {written.operation, written.item, m_root}) {
            const QJsonObject first = owner.value(u"servers"_s).toArray().first().toObject();
            if (!first.isEmpty())
                return first;
        }
        return QJsonObject();
    };
    const QJsonObject server = chosen();
    QString url = m_server.isEmpty() ? server.value(u"url"_s).toString() : m_server;
    const QJsonObject variables = server.value(u"variables"_s).toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        url.replace(u'{' + it.key() + u'}', it->toObject().value(u"default"_s).toString());
    if (url.isEmpty())
        url = u"/"_s;
    const QUrl whole = m_origin.isEmpty() ? QUrl(url) : m_origin.resolved(QUrl(url));
    if ((whole.scheme() != u"http" && whole.scheme() != u"https") || whole.host().isEmpty())
        return fail(
            ErrorKind::InvalidInput,
            u"the document does not say where the API is; name its server, such as https://api.example.com"_s);
    QString address = whole.toString(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (address.endsWith(u'/'))
        address.chop(1);
    return address;
}

/// Those of the path, and over them those of the operation.
QJsonArray OperationReader::parameters(const Written &written) const
{
    QMap<QString, QJsonObject> byPlace;
    QStringList order;
    for (const QJsonObject &owner : {written.item, written.operation}) {
        for (const QJsonValue &value : owner.value(u"parameters"_s).toArray()) {
            const QJsonObject parameter = m_schemas.resolved(value);
            const QString place =
                parameter.value(u"in"_s).toString() + u' ' + parameter.value(u"name"_s).toString();
            if (!byPlace.contains(place))
                order.append(place);
            byPlace.insert(place, parameter);
        }
    }
    QJsonArray all;
    for (const QString &place : order)
        all.append(byPlace.value(place));
    return all;
}

void OperationReader::takeParameter(const QJsonObject &parameter, Operation &out, QStringList &query) const
{
    const QString name = parameter.value(u"name"_s).toString();
    const QString in = parameter.value(u"in"_s).toString();
    const bool isRequired = parameter.value(u"required"_s).toBool() || in == u"path";
    if (in == u"cookie" || (in == u"header" && !isRequired)) {
        out.remarks.append(u"the %1 \"%2\" is left out"_s.arg(in, name));
        return;
    }
    QJsonObject schema = m_schemas.schema(parameter.value(u"schema"_s)).toObject();
    if (const QJsonValue description = parameter.value(u"description"_s); description.isString())
        schema.insert(u"description"_s, description.toString().simplified());
    const QString place = placeName(name);
    if (hasParameter(out, place)) {
        out.remarks.append(u"the %1 \"%2\" is left out, for another has the same name"_s.arg(in, name));
        return;
    }
    addParameter(out, place, schema, isRequired);
    if (in == u"path")
        out.http.url.replace(u'{' + name + u'}', u'{' + place + u'}');
    else if (in == u"header")
        out.http.headers.insert(name, u'{' + place + u'}');
    else
        query.append(QString::fromLatin1(QUrl::toPercentEncoding(name)) + u"={"_s + place + u'}');
    if (in == u"query" && schema.value(u"type"_s) == u"array"_s)
        out.remarks.append(u"\"%1\" is sent as JSON, not as one item each"_s.arg(name));
}

/// The properties of an object become parameters; anything else is one parameter, "body".
void OperationReader::takeJsonBody(const QJsonObject &body, const QJsonValue &written, Operation &out) const
{
    const QJsonObject schema = m_schemas.schema(written).toObject();
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    const QStringList names = properties.keys();
    const bool isPlain = !names.isEmpty() && std::ranges::all_of(names, [&](const QString &name) {
        return placeName(name) == name && !hasParameter(out, name);
    });
    const bool isRequired = body.value(u"required"_s).toBool();
    if (!isPlain) {
        addParameter(out, u"body"_s, schema, isRequired);
        out.http.body = u"{body}"_s;
        out.http.headers.insert(u"Content-Type"_s, u"application/json"_s);
        return;
    }
    const QJsonArray required = schema.value(u"required"_s).toArray();
    QJsonObject filled;
    for (const QString &name : names) {
        addParameter(out, name, properties.value(name), isRequired && required.contains(name));
        filled.insert(name, u'{' + name + u'}');
    }
    out.http.body = filled;
}

Result<> OperationReader::takeBody(const Written &written, Operation &out) const
{
    static const QRegularExpression jsonType(u"^(?:application/(?:[^;]+\\+)?json|\\*/\\*)"_s);
    static const QRegularExpression textType(u"^text/"_s);
    const QJsonObject body = m_schemas.resolved(written.operation.value(u"requestBody"_s));
    if (body.isEmpty())
        return {};
    const QJsonValue jsonSchema = contentOf(body, jsonType);
    const QJsonValue textSchema = contentOf(body, textType);
    if (jsonSchema.isUndefined() && textSchema.isUndefined())
        return fail(ErrorKind::InvalidInput,
                    u"its body is %1, and a tool sends JSON or text"_s.arg(
                        body.value(u"content"_s).toObject().keys().join(u", "_s)));
    if (written.method == u"GET") {
        out.remarks.append(u"the body of a GET request is left out"_s);
        return {};
    }
    if (!jsonSchema.isUndefined()) {
        takeJsonBody(body, jsonSchema, out);
    } else {
        addParameter(out, u"body"_s, m_schemas.schema(textSchema), body.value(u"required"_s).toBool());
        out.http.body = u"{body}"_s;
    }
    return {};
}

/// "PETSTORE_TOKEN" for the API "Petstore".
QString OperationReader::variable(const QString &end) const
{
    static const QRegularExpression other(u"[^A-Z0-9]+"_s);
    QString title = m_root.value(u"info"_s).toObject().value(u"title"_s).toString().toUpper();
    title.replace(other, u"_"_s);
    static const QRegularExpression edges(u"^[_0-9]+|_+$"_s);
    title.remove(edges);
    return u"${%1_%2}"_s.arg(title.isEmpty() ? u"API"_s : title, end);
}

/// The first of the alternatives; what it names is taken from environment variables.
void OperationReader::takeSecurity(const Written &written, Operation &out) const
{
    const QJsonValue own = written.operation.value(u"security"_s);
    const QJsonArray alternatives = (own.isArray() ? own : m_root.value(u"security"_s)).toArray();
    const QJsonObject schemes =
        m_root.value(u"components"_s).toObject().value(u"securitySchemes"_s).toObject();
    for (const QString &name : alternatives.first().toObject().keys()) {
        const QJsonObject scheme = m_schemas.resolved(schemes.value(name));
        const QString type = scheme.value(u"type"_s).toString();
        const QString word = scheme.value(u"scheme"_s).toString().toLower();
        if (type == u"apiKey" && scheme.value(u"in"_s) == u"header"_s)
            out.http.headers.insert(scheme.value(u"name"_s).toString(), variable(u"KEY"_s));
        else if (type == u"http" && word == u"basic")
            out.http.headers.insert(u"Authorization"_s, u"Basic "_s + variable(u"BASIC"_s));
        else if (type == u"http" || type == u"oauth2" || type == u"openIdConnect")
            out.http.headers.insert(u"Authorization"_s, u"Bearer "_s + variable(u"TOKEN"_s));
        else
            out.remarks.append(u"its key \"%1\" goes into no header, and is left out"_s.arg(name));
    }
}

Result<Operation> OperationReader::read(const Written &written) const
{
    const auto base = server(written);
    if (!base)
        return tl::unexpected(base.error());
    Operation out;
    out.method = out.http.method = written.method;
    out.path = written.path;
    out.summary = firstLine(written.operation);
    out.parameters = QJsonObject{{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject()}};
    out.http.url = *base + written.path;
    QStringList query;
    for (const QJsonValue &parameter : parameters(written))
        takeParameter(parameter.toObject(), out, query);
    for (const QString &name : argumentsIn(written.path)) { // some documents forget to declare them
        if (!hasParameter(out, placeName(name)))
            addParameter(out, name, QJsonObject{{u"type"_s, u"string"_s}}, true);
    }
    if (const auto taken = takeBody(written, out); !taken)
        return tl::unexpected(taken.error());
    takeSecurity(written, out);
    if (!query.isEmpty())
        out.http.url += u'?' + query.join(u'&');
    return out;
}

} // namespace agent::openapi
