// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TemplateTouch.h"

#include "agent/values/RunEvent.h"
#include "agent/values/Toolbox.h"

#include <QCoreApplication>
#include <QSet>

using namespace agent;

namespace ui {
namespace {

struct TouchWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::TemplateTouch)
};

SideEffect effectOf(const ToolSpec &tool)
{
    const auto ofToolbox = [](const ToolboxTool &kind) {
        const ToolboxEntry *entry = toolboxEntry(kind.tool);
        return entry ? entry->sideEffect : SideEffect::None;
    };
    const auto ofHttp = [](const HttpTool &) { return SideEffect::Network; };
    const auto ofCommand = [](const CommandTool &) { return SideEffect::Executes; };
    const auto ofPython = [](const PythonTool &) { return SideEffect::Executes; };
    const auto ofJavaScript = [](const JavaScriptTool &kind) {
        return kind.network ? SideEffect::Network : SideEffect::None;
    };
    const auto ofOthers = [](const auto &) { return SideEffect::None; };
    return std::visit(Overloaded{ofToolbox, ofHttp, ofCommand, ofPython, ofJavaScript, ofOthers}, tool.kind);
}

QString wordsFor(SideEffect effect)
{
    switch (effect) {
    case SideEffect::Reads:
        return TouchWords::tr("Reads its folder");
    case SideEffect::Network:
        return TouchWords::tr("Uses the network");
    case SideEffect::Writes:
        return TouchWords::tr("Changes files");
    case SideEffect::Executes:
        return TouchWords::tr("Runs programs");
    case SideEffect::None:
        break;
    }
    return {};
}

} // namespace

QStringList touchesOf(const AgentSpec &spec)
{
    QSet<SideEffect> effects;
    for (const ToolSpec &tool : spec.tools)
        effects.insert(effectOf(tool));
    QStringList touches;
    for (const SideEffect effect :
         {SideEffect::Reads, SideEffect::Network, SideEffect::Writes, SideEffect::Executes}) {
        if (effects.contains(effect))
            touches.append(wordsFor(effect));
    }
    if (!spec.mcpServers.isEmpty())
        touches.append(TouchWords::tr("Starts a server"));
    return touches;
}

} // namespace ui
