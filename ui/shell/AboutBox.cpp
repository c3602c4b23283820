// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/AboutBox.h"

#include "ui/theme/Controls.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::AboutBox)
};

} // namespace

void showAbout(QWidget *window)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(Words::tr("About Slipway"));
    box->setIconPixmap(programIcon().pixmap(64, 64));
    box->setText(Words::tr("Slipway %1").arg(QStringLiteral(SLIPWAY_VERSION)));
    box->setInformativeText(
        Words::tr("Builds, launches and watches AI agents on your own machine.\n\n"
                  "Free software under the GNU General Public License, version 3 or later. "
                  "Icons: Lucide (ISC). Fonts: Inter and JetBrains Mono (OFL 1.1)."));
    box->setModal(false);
    box->show();
}

} // namespace ui
