// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/YamlFile.h"

#include "agent/base/Lines.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::yaml {
namespace {

Error errorAtByte(const Tree &tree, const Source &source, qsizetype byte, const QString &sentence)
{
    const Position position = Lines(tree.text).at(byte);
    const int line = source.firstLine + position.line - 1;
    return {
        ErrorKind::InvalidInput,
        u"%1:%2:%3: %4"_s.arg(source.path, QString::number(line), QString::number(position.column), sentence),
        source.path};
}

qsizetype byteOf(const Tree &tree, const json::Fault &fault)
{
    const Place place = find(tree, fault.where);
    const Node &value = tree.at(place.node);
    const bool meansKey = fault.aboutKey || value.begin == value.end;
    return place.key >= 0 && meansKey ? tree.at(place.key).begin : value.begin;
}

} // namespace

Result<Tree> readFaultless(const QByteArray &text, const Source &source)
{
    Tree tree = read(text, source.limits);
    if (tree.faults.isEmpty())
        return tree;
    const Fault first = *std::ranges::min_element(tree.faults, {}, &Fault::begin);
    return tl::unexpected(errorAtByte(tree, source, first.begin, first.message));
}

Error errorAt(const Tree &tree, const Source &source, const json::Fault &fault)
{
    const QString hint =
        fault.suggestion.isEmpty() ? QString() : u"; did you mean \"%1\"?"_s.arg(fault.suggestion);
    return errorAtByte(tree, source, byteOf(tree, fault), fault.message + hint);
}

Result<> firstFault(const Tree &tree, const Source &source, const QList<json::Fault> &faults)
{
    if (faults.isEmpty())
        return {};
    const auto placeOf = [&tree](const json::Fault &fault) { return byteOf(tree, fault); };
    return tl::unexpected(errorAt(tree, source, *std::ranges::min_element(faults, {}, placeOf)));
}

} // namespace agent::yaml
