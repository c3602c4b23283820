// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"

#include <QByteArray>
#include <QString>
#include <QTest>

/// Like QVERIFY for a Result: prints its error.
#define QVERIFY_RESULT(result)                                                                               \
    do {                                                                                                     \
        const auto &verified = (result);                                                                     \
        QVERIFY2(verified.has_value(),                                                                       \
                 verified ? ""                                                                               \
                          : qPrintable(verified.error().message + QStringLiteral(" at ")                     \
                                       + verified.error().where));                                           \
    } while (false)

namespace testing {

/// Whether the address sanitizer looks on: all takes longer then, and freed memory is kept for a while.
#ifdef __has_feature
constexpr bool sanitized = __has_feature(address_sanitizer);
#else
constexpr bool sanitized = false;
#endif

/// The whole of a file under tests/data; fails the test if it is not there.
QByteArray data(const QString &name);

/// The value of a header field of a raw HTTP message, whatever the case of its name; the values of several
/// such fields are joined by ", ", as RFC 9110 section 5.3 has it.
QByteArray field(const QByteArray &message, const QByteArray &name);

/// Runs the event loop until a task is done and returns what it gave. (QCoro::waitFor hangs on a task that
/// throws; ours never do.)
template<class T>
T await(QCoro::Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace testing
