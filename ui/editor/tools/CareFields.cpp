// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/CareFields.h"

#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/SwitchField.h"

using namespace Qt::StringLiterals;

namespace ui {

CareFields::CareFields(const Theme &theme, Form &form)
    : ToolForm(theme, form)
{
    auto *concurrency = (new LineField(tr("Calls at once"), {}))
                            ->withNumbers({1, 64, true})
                            ->withPlaceholder(tr("Any number"));
    concurrency->setToolTip(tr("Of all runs together; further ones wait for their turn."));
    join(concurrency, u"concurrency"_s);
    auto *pure = flag(tr("Keep its results"), u"pure"_s);
    pure->setToolTip(
        tr("The same arguments always give the same result, so a good one is given again without a "
           "call, as long as the agent file stays as it is."));
    auto *idempotent = flag(tr("Repeat what failed"), u"idempotent"_s);
    idempotent->setToolTip(tr("Calling it twice does no more than calling it once, so a call that failed for "
                              "a reason that may pass "
                              "is made again."));
    addRow(new FieldsRow({{concurrency, 1}, {pure, 1}, {idempotent, 1}}, 360));
}

} // namespace ui

#include "moc_CareFields.cpp"
