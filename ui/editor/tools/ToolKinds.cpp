// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolKinds.h"

#include "ui/editor/tools/kinds/AgentForm.h"
#include "ui/editor/tools/kinds/CommandForm.h"
#include "ui/editor/tools/kinds/HttpForm.h"
#include "ui/editor/tools/kinds/JavaScriptForm.h"
#include "ui/editor/tools/kinds/MockForm.h"
#include "ui/editor/tools/kinds/PythonForm.h"
#include "ui/editor/tools/kinds/ToolboxForm.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

struct KindWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::ToolKinds)
};

template<class F>
ToolKind formedBy(ToolKind kind)
{
    kind.start = &F::start;
    kind.makeForm = [](const Theme &theme, Form &form) -> ToolForm * { return new F(theme, form); };
    return kind;
}

QList<ToolKind> allKinds()
{
    using enum agent::SideEffect;
    using Words = KindWords;
    return {
        formedBy<ToolboxForm>({u"toolbox"_s,
                               u"wrench"_s,
                               Words::tr("Built in"),
                               Words::tr("Built-in tool"),
                               Words::tr("Comes with Slipway: files, data, text, the web."),
                               {},
                               None,
                               false}),
        formedBy<HttpForm>({u"http"_s, u"globe"_s, Words::tr("HTTP"), Words::tr("HTTP request"),
                            Words::tr("Calls a web address with arguments of the model’s choice."),
                            u"http_request"_s, Network, true}),
        formedBy<CommandForm>({u"command"_s, u"terminal"_s, Words::tr("Command"), Words::tr("Command"),
                               Words::tr("Runs a program of this machine, without a shell."),
                               u"run_command"_s, Executes, true}),
        formedBy<JavaScriptForm>({u"javascript"_s, u"braces"_s, Words::tr("JavaScript"),
                                  Words::tr("JavaScript"),
                                  Words::tr("Computes with a few lines of code, shut off from files."),
                                  u"run_script"_s, None, true}),
        formedBy<PythonForm>({u"python"_s,
                              u"file-code"_s,
                              Words::tr("Python"),
                              Words::tr("Python file"),
                              Words::tr("Offers the functions of a Python file."),
                              {},
                              Executes,
                              false}),
        formedBy<MockForm>({u"mock"_s, u"message-square"_s, Words::tr("Mock"), Words::tr("Canned answers"),
                            Words::tr("Only pretends: gives answers you write down."), u"canned_answer"_s,
                            None, true}),
        formedBy<AgentForm>({u"agent"_s, u"bot"_s, Words::tr("Agent"), Words::tr("Another agent"),
                             Words::tr("Asks another agent of the file."), u"ask_agent"_s, None, false}),
    };
}

} // namespace

const QList<ToolKind> &toolKinds()
{
    static const QList<ToolKind> kinds = allKinds();
    return kinds;
}

const ToolKind *toolKind(const QString &key)
{
    const QList<ToolKind> &kinds = toolKinds();
    const auto found = std::ranges::find(kinds, key, &ToolKind::key);
    return found == kinds.end() ? nullptr : &*found;
}

} // namespace ui
