// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/demo/Examples.h"

#include <array>

using namespace Qt::StringLiterals;

namespace agent::demo {
namespace {

/// What to say to a tool with a well-known parameter.
struct Example
{
    const char *parameter;
    const char *prompt;
};

constexpr std::array known{
    Example{"expression", "What is 17% of 2,340?"},   Example{"from_unit", "How many km are 26.2 miles?"},
    Example{"timezone", "What time is it in Tokyo?"}, Example{"directory", "List the files"},
    Example{"url", "Fetch https://example.com"},
};

} // namespace

QString selfDescription()
{
    return u"*I am Slipway's offline demo, not an AI: I pick tools by simple rules, but I really call them.*"_s;
}

QStringList examples(const Scene &scene)
{
    constexpr qsizetype most = 3;
    QStringList prompts;
    for (const Example &example : known) {
        if (scene.toolWith({QString::fromLatin1(example.parameter)}))
            prompts.append(QString::fromLatin1(example.prompt));
    }
    return prompts.mid(0, most);
}

QString whatItCanDo(const Scene &scene)
{
    const QStringList prompts = examples(scene);
    if (prompts.isEmpty())
        return u"This agent offers no tools that I could call for you."_s;
    return u"Try one of these:\n\n- "_s + prompts.join(u"\n- "_s);
}

} // namespace agent::demo
