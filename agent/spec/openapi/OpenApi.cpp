// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/openapi/OpenApi.h"

#include "agent/base/Yaml.h"
#include "agent/spec/openapi/OperationReader.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace agent::openapi {
namespace {

constexpr std::array methods{"get", "post", "put", "patch", "delete"};

Result<QJsonObject> rootOf(const QByteArray &text)
{
    if (const auto root = json::parseText(text.trimmed()); root && root->isObject())
        return root->toObject();
    const yaml::Limits limits{qsizetype(32) << 20, 2'000'000};
    const yaml::Tree tree = yaml::read(text, limits);
    if (!tree.isReadable())
        return fail(ErrorKind::InvalidInput,
                    u"this is neither JSON nor YAML: "_s + tree.faults.constFirst().message);
    return yaml::toJson(tree).toObject();
}

Result<> checkVersion(const QJsonObject &root)
{
    if (root.contains(u"swagger"_s))
        return fail(
            ErrorKind::InvalidInput,
            u"this is Swagger %1; convert it to OpenAPI 3 first"_s.arg(root.value(u"swagger"_s).toString()));
    const QString version = root.value(u"openapi"_s).toString();
    if (!version.startsWith(u"3."))
        return fail(ErrorKind::InvalidInput,
                    u"this is no OpenAPI document: expected \"openapi: 3.…\" at its top"_s);
    return {};
}

/// Letters, digits and "_", so that it may be part of a tool's name.
QString word(const QString &text)
{
    static const QRegularExpression other(u"[^A-Za-z0-9_-]+"_s);
    QString made = text;
    made.replace(other, u"_"_s);
    while (made.startsWith(u'_'))
        made.remove(0, 1);
    while (made.endsWith(u'_'))
        made.chop(1);
    return made.left(60);
}

QString toolName(const QString &operationId, const QString &method, const QString &path, QSet<QString> &taken)
{
    const QString wanted = word(operationId.isEmpty() ? method.toLower() + path : operationId);
    QString name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = u"%1_%2"_s.arg(wanted).arg(number);
    taken.insert(name);
    return name;
}

} // namespace

Result<Document> read(const QByteArray &text, const QUrl &origin, const QString &server)
{
    const auto root = rootOf(text);
    if (!root)
        return tl::unexpected(root.error());
    if (const auto fits = checkVersion(*root); !fits)
        return tl::unexpected(fits.error());
    Document document;
    document.title = root->value(u"info"_s).toObject().value(u"title"_s).toString();
    const OperationReader reader(*root, origin, server);
    QSet<QString> taken;
    const QJsonObject paths = root->value(u"paths"_s).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it) {
        const QJsonObject item = reader.schemas().resolved(*it);
        for (const char *method : methods) {
            const QJsonObject written = item.value(QLatin1String(method)).toObject();
            if (written.isEmpty())
                continue;
            const QString verb = QString::fromLatin1(method).toUpper();
            auto operation = reader.read({verb, it.key(), item, written});
            if (!operation) {
                document.remarks.append(u"%1 %2: %3"_s.arg(verb, it.key(), operation.error().message));
                continue;
            }
            operation->tool = toolName(written.value(u"operationId"_s).toString(), verb, it.key(), taken);
            document.operations.append(*operation);
        }
    }
    if (document.operations.isEmpty() && !document.remarks.isEmpty())
        return fail(ErrorKind::InvalidInput, document.remarks.constFirst());
    if (document.operations.isEmpty())
        return fail(ErrorKind::InvalidInput, u"the document has no operations under \"paths\""_s);
    return document;
}

} // namespace agent::openapi
