// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace app {

/// Turns SIGINT and SIGTERM into a Qt signal on the thread that made it. A second one ends the program at
/// once. One of it may exist at a time.
class Signals : public QObject
{
    Q_OBJECT
public:
    explicit Signals(QObject *parent = nullptr);
    ~Signals() override;
    Q_DISABLE_COPY_MOVE(Signals)

signals:
    void stopAsked();
};

} // namespace app
