// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/SchemaCheck.h"
#include "agent/spec/SpecRules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

void checkOutputSchema(const QJsonObject &schema, json::Reader &reader, const QString &where)
{
    const qsizetype before = reader.faults().size();
    if (schema[u"type"] != QJsonValue(u"object"_s))
        reader.add(where, u"expected a JSON Schema of \"type: object\", since an answer has named fields"_s);
    checkSchema(schema, reader, where);
    if (reader.faults().size() > before)
        return;
    const Result<> used = checkAgainstSchema(QJsonObject(), schema, u"the answer"_s);
    if (!used && used.error().kind == ErrorKind::Internal)
        reader.add(where, used.error().message);
}

} // namespace

void checkOutput(const AgentSpec &spec, const QJsonValue &written, json::Reader &reader)
{
    if (!spec.output || !written.isObject())
        return;
    if (written[u"schema"].isObject())
        checkOutputSchema(spec.output->schema, reader, u"/output/schema"_s);
    static const QRegularExpression name(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    if (!spec.output->name.isNull() && !name.match(spec.output->name).hasMatch())
        reader.add(
            u"/output/name"_s,
            u"expected 1 to 64 letters, digits, \"_\" or \"-\", found \"%1\""_s.arg(spec.output->name));
}

} // namespace agent
