// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/CaseSpec.h"

namespace agent {

void readJson(const QJsonValue &value, CaseTexts &out, json::Reader &reader, const QString &where)
{
    if (value.isArray()) {
        json::read(value, out.texts, reader, where);
        return;
    }
    out.texts = {QString()};
    json::read(value, out.texts.first(), reader, where);
}

} // namespace agent
