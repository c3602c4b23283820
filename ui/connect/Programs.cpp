// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/Programs.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::Programs)
};

/// Stands where a client of OpenAI's API must send some key.
const QString anyKey = u"not-needed"_s;

const QString curl = uR"(curl %URL%/invoke \
    -H 'Content-Type: application/json' \
    -H 'Authorization: Bearer %TOKEN%' \
    -d '{"prompt": "Hello"}')"_s;

const QString python = uR"(import json
import urllib.request

request = urllib.request.Request(
    "%URL%/invoke",
    data=json.dumps({"prompt": "Hello"}).encode(),
    headers={
        "Content-Type": "application/json",
        "Authorization": "Bearer %TOKEN%",
    },
)
with urllib.request.urlopen(request) as answer:
    print(json.load(answer)["content"]))"_s;

const QString javaScript = uR"(const answer = await fetch('%URL%/invoke', {
    method: 'POST',
    headers: {
        'Content-Type': 'application/json',
        'Authorization': 'Bearer %TOKEN%',
    },
    body: JSON.stringify({ prompt: 'Hello' }),
});
console.log((await answer.json()).content);)"_s;

const QString openAiPython = uR"(from openai import OpenAI

client = OpenAI(
    base_url="%URL%/v1",
    api_key="%KEY%",
)
answer = client.chat.completions.create(
    model="%MODEL%",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content))"_s;

const QString openAiJavaScript = uR"(import OpenAI from 'openai';

const client = new OpenAI({
    baseURL: '%URL%/v1',
    apiKey: '%KEY%',
});
const answer = await client.chat.completions.create({
    model: '%MODEL%',
    messages: [{ role: 'user', content: 'Hello' }],
});
console.log(answer.choices[0].message.content);)"_s;

const QString addressAndKey = uR"(Base URL:  %URL%/v1
API key:   %KEY%
Model:     %MODEL%)"_s;

const QString continueYaml = uR"(models:
  - name: %MODEL%
    provider: openai
    model: %MODEL%
    apiBase: %URL%/v1
    apiKey: %KEY%
    roles: [chat])"_s;

const QString zedJson = uR"({
  // The key, when it is asked for: %KEY%
  "language_models": {
    "openai_compatible": {
      "Slipway": {
        "api_url": "%URL%/v1",
        "available_models": [
          { "name": "%MODEL%", "max_tokens": 128000 }
        ]
      }
    }
  }
})"_s;

} // namespace

QList<Program> programs()
{
    const QString inPage = Words::tr("In its settings, add a connection of the kind OpenAI with these.");
    return {
        {u"curl"_s, Words::tr("One question, in a terminal."), curl},
        {u"Python"_s, Words::tr("With nothing but Python itself."), python},
        {u"JavaScript"_s, Words::tr("In Node.js; a page of another origin must be allowed first."),
         javaScript},
        {u"OpenAI SDK, Python"_s, Words::tr("What is written for OpenAI needs another address only."),
         openAiPython},
        {u"OpenAI SDK, JavaScript"_s, Words::tr("What is written for OpenAI needs another address only."),
         openAiJavaScript},
        {u"Open WebUI"_s, inPage, addressAndKey},
        {u"n8n"_s,
         Words::tr("Make a credential of the kind OpenAI with these, and choose the model by its ID."),
         addressAndKey},
        {u"Continue"_s, Words::tr("Add this to config.yaml of Continue."), continueYaml},
        {u"Zed"_s,
         Words::tr("Add this to the settings of Zed. It asks for the key when the model is chosen."),
         zedJson},
        {Words::tr("Another program"), Words::tr("Whatever speaks to OpenAI's API can use these."),
         addressAndKey},
    };
}

QString filledIn(const QString &text, const QString &url, const QString &model, const QString &token)
{
    QStringList lines = text.split(u'\n');
    if (token.isEmpty())
        lines.removeIf([](const QString &line) { return line.contains(u"%TOKEN%"_s); });
    QString filled = lines.join(u'\n');
    filled.replace(u"%URL%"_s, url);
    filled.replace(u"%TOKEN%"_s, token);
    filled.replace(u"%KEY%"_s, token.isEmpty() ? anyKey : token);
    filled.replace(u"%MODEL%"_s, model);
    return filled;
}

} // namespace ui
