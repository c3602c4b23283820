// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/ModelList.h"

#include "agent/base/Json.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString nameOf(const QJsonObject &model)
{
    QString name = model.value(u"id"_s).toString();
    if (name.isEmpty())
        name = model.value(u"name"_s).toString();
    const qsizetype front = name.startsWith(u"models/"_s) ? 7 : 0; // Gemini's
    const qsizetype back = name.endsWith(u":latest"_s) ? 7 : 0;    // Ollama's, where it may be left out
    return name.mid(front).chopped(back);
}

bool canTalk(const QJsonObject &model)
{
    const QJsonValue methods = model.value(u"supportedGenerationMethods"_s); // Gemini's
    const bool isListed = methods.toArray().contains(u"generateContent"_s);
    return (methods.isUndefined() || isListed) && !nameOf(model).contains(u"embed"_s);
}

} // namespace

QStringList modelsIn(const QByteArray &list)
{
    QStringList names;
    const auto json = json::parseText(list);
    if (!json)
        return names;
    // llama.cpp's server has both, with the same models.
    const QJsonArray data = (*json)[u"data"].toArray();
    for (const QJsonValue &value : data.isEmpty() ? (*json)[u"models"].toArray() : data) {
        const QJsonObject model = value.toObject();
        if (!nameOf(model).isEmpty() && canTalk(model))
            names.append(nameOf(model));
    }
    return names;
}

} // namespace agent
