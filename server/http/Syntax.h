// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

/// The small words of HTTP. Pure functions, shared by whoever reads or writes the wire.
namespace http::syntax {

/// Whether all of it is a token, and not empty (RFC 9110 section 5.6.2).
bool isToken(QByteArrayView text);
bool isTokenByte(char byte);
/// Whether it holds a control character other than a tab.
bool hasControls(QByteArrayView text);
/// Without spaces and tabs at either end, and nothing else (RFC 9110 section 5.6.3).
QByteArrayView trimmed(QByteArrayView text);
/// Equal but for the case of ASCII letters.
bool sameWord(QByteArrayView a, QByteArrayView b);
/// The items of a comma-separated list, trimmed, without empty ones (RFC 9110 section 5.6.1).
QList<QByteArrayView> listItems(QByteArrayView value);
/// Undoes %XX. Empty when an escape is broken, or what comes out is not UTF-8 or holds a control character.
std::optional<QByteArray> percentDecoded(QByteArrayView text);
/// Compares in a time that depends on the length of `given` only.
bool sameSecret(QByteArrayView given, QByteArrayView expected);

} // namespace http::syntax
