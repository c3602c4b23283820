// SPDX-License-Identifier: GPL-3.0-or-later
#include "YamlDocuments.h"

#include "agent/base/Json.h"
#include "agent/base/YamlEdit.h"

#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace agent;
using namespace Qt::StringLiterals;
using testing::pick;
using testing::Random;

namespace {

/// What a document means, with the order of its keys and with anchors and aliases as they stand: an
/// independent account of what an edit is to bring about.
struct Model
{
    QString anchor;
    QString alias;
    std::optional<QJsonValue> scalar;
    bool isMapping = false;
    QStringList keys;
    QList<Model> children;

    bool operator==(const Model &) const = default;
};

Model modelOf(const yaml::Tree &tree, int index = 0)
{
    const yaml::Node &node = tree.at(index);
    Model model;
    model.anchor = QString::fromUtf8(node.anchor);
    model.isMapping = node.kind == yaml::Kind::Mapping;
    if (node.kind == yaml::Kind::Alias)
        model.alias = QString::fromUtf8(node.text);
    else if (!node.isCollection())
        model.scalar = yaml::toJson(tree, index);
    for (const yaml::Entry &entry : node.entries) {
        if (entry.key >= 0)
            model.keys.append(QString::fromUtf8(tree.at(entry.key).text));
        model.children.append(modelOf(tree, entry.value));
    }
    return model;
}

/// A model of a new value, in the order of `like` (the document's own) as far as the keys are known.
void become(Model &model, const QJsonValue &value)
{
    const Model before = model;
    model = {};
    model.anchor = before.anchor;
    if (value.isArray()) {
        for (const QJsonValue item : value.toArray())
            become(model.children.emplaceBack(), item);
    } else if (value.isObject()) {
        model.isMapping = true;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            model.keys.append(it.key());
            become(model.children.emplaceBack(), it.value());
        }
    } else {
        model.scalar = value;
    }
}

const Model *anchored(const Model &model, const QString &anchor)
{
    if (model.anchor == anchor)
        return &model;
    for (const Model &child : model.children) {
        if (const Model *found = anchored(child, anchor))
            return found;
    }
    return nullptr;
}

QJsonValue meaning(const Model &model, const Model &root);

/// What a merge brings; nothing where it is none.
std::optional<QJsonObject> broughtBy(const QString &key, const Model &value, const Model &root)
{
    const Model *base = key == u"<<" && !value.alias.isEmpty() ? anchored(root, value.alias) : nullptr;
    return base && base->isMapping ? std::optional(meaning(*base, root).toObject()) : std::nullopt;
}

QJsonObject meaningOfMapping(const Model &model, const Model &root)
{
    QJsonObject object;
    QJsonObject merged;
    for (qsizetype i = 0; i < model.keys.size(); ++i) {
        if (const auto brought = broughtBy(model.keys[i], model.children[i], root))
            merged = *brought;
        else
            object.insert(model.keys[i], meaning(model.children[i], root));
    }
    for (const QString &key : merged.keys()) {
        if (!object.contains(key))
            object.insert(key, merged[key]);
    }
    return object;
}

/// Without the order of keys and without anchors, for the inside of a value that was set as a whole. A merge
/// is what it brings: one that brings nothing may stay. `root` has what is merged.
QJsonValue meaning(const Model &model, const Model &root)
{
    if (model.scalar || !model.alias.isEmpty())
        return model.scalar.value_or(u'*' + model.alias);
    if (model.isMapping)
        return meaningOfMapping(model, root);
    QJsonArray array;
    for (const Model &child : model.children)
        array.append(meaning(child, root));
    return array;
}

struct Spot
{
    QString pointer;
    QList<int> path; ///< Child numbers from the root.
};

void collectSpots(const Model &model, const Spot &here, QList<Spot> &spots)
{
    spots.append(here);
    for (qsizetype i = 0; i < model.children.size(); ++i) {
        Spot child = here;
        child.path.append(static_cast<int>(i));
        child.pointer =
            model.isMapping ? json::pointer(here.pointer, model.keys[i]) : json::pointer(here.pointer, i);
        if (!model.isMapping || model.keys[i] != u"<<")
            collectSpots(model.children[i], child, spots);
    }
}

Model &modelAt(Model &root, const QList<int> &path)
{
    Model *model = &root;
    for (const int step : path)
        model = &model->children[step];
    return *model;
}

bool hasPath(const Model &root, const QList<int> &path)
{
    const Model *model = &root;
    for (const int step : path) {
        if (step >= model->children.size())
            return false;
        model = &model->children[step];
    }
    return true;
}

QMap<QString, int> comments(const QByteArray &text)
{
    static const QRegularExpression mark(u"# (?:-+ )?[a-z ]*c[0-9]+"_s);
    QMap<QString, int> found;
    auto matches = mark.globalMatch(QString::fromUtf8(text));
    while (matches.hasNext())
        ++found[matches.next().captured()];
    return found;
}

/// The bytes an edit of the entries [low, high] of a collection may touch: from the end of the entry before
/// to the start of the one behind. An entry that is to be added counts as one at its place.
std::pair<qsizetype, qsizetype> allowedRange(const yaml::Tree &tree, const QString &owner, int low, int high)
{
    const int index = yaml::find(tree, owner).node;
    const yaml::Node &node = tree.at(index);
    const std::size_t behind = static_cast<std::size_t>(index) + static_cast<std::size_t>(node.size);
    const int count = static_cast<int>(node.entries.size());
    const auto entry = [&](int i) { return node.entries[static_cast<std::size_t>(i)]; };
    const qsizetype begin = low > 0 ? tree.at(entry(low - 1).value).end : node.head;
    const qsizetype rest = behind < tree.nodes.size() ? tree.nodes[behind].start : tree.text.size();
    // The end of a block scalar lies behind its line break, which an edit may write anew.
    return {std::max<qsizetype>(begin - 2, 0), high + 1 < count ? entry(high + 1).start : rest};
}

/// One edit, what it should bring about, and what it may cost.
struct Attempt
{
    QString what;
    Result<TextEdit> edit;
    Model expected;
    QList<int> valuePath;                    ///< The value whose inside may be in any order.
    std::pair<qsizetype, qsizetype> allowed; ///< Everything outside of these bytes must stay.
    bool keepsComments = true;
};

QString above(const QString &pointer)
{
    return pointer.left(pointer.lastIndexOf(u'/'));
}

std::pair<qsizetype, qsizetype> allowedFor(const yaml::Tree &tree, const Spot &spot)
{
    if (spot.path.isEmpty())
        return {0, tree.text.size()};
    return allowedRange(tree, above(spot.pointer), spot.path.constLast(), spot.path.constLast());
}

/// Putting something into an empty collection writes the collection anew.
std::pair<qsizetype, qsizetype> allowedInside(const yaml::Tree &tree, const Spot &spot, int index)
{
    const yaml::Node &node = tree.at(yaml::find(tree, spot.pointer).node);
    return node.entries.empty() ? allowedFor(tree, spot) : allowedRange(tree, spot.pointer, index, index - 1);
}

QString newKeyFor(Random &random, const Model &mapping)
{
    const QStringList texts = testing::nastyTexts();
    QString key = texts[pick(random, static_cast<int>(texts.size()))];
    if (key != u"<<" && !mapping.keys.contains(key))
        return key;
    int number = 1;
    while (mapping.keys.contains(u"fresh%1"_s.arg(number)))
        ++number;
    return u"fresh%1"_s.arg(number);
}

Attempt setSomewhere(const yaml::Tree &tree, Random &random, const Spot &spot, Model model)
{
    const QJsonValue value = testing::randomValue(random);
    Model &target = modelAt(model, spot.path);
    const bool isWhole = !target.children.isEmpty();
    become(target, value);
    return {u"set %1 to %2"_s.arg(spot.pointer, QString::fromUtf8(json::text(value))),
            yaml::set(tree, spot.pointer, value),
            model,
            spot.path,
            allowedFor(tree, spot),
            !isWhole};
}

Attempt addSomewhere(const yaml::Tree &tree, Random &random, const Spot &spot, Model model)
{
    Model &target = modelAt(model, spot.path);
    const QString key = newKeyFor(random, target);
    const QJsonValue value = testing::randomValue(random);
    target.scalar.reset();
    target.isMapping = true;
    target.keys.append(key);
    become(target.children.emplaceBack(), value);
    QList<int> path = spot.path;
    path.append(static_cast<int>(target.children.size()) - 1);
    const QString pointer = json::pointer(spot.pointer, key);
    return {u"add %1: %2"_s.arg(pointer, QString::fromUtf8(json::text(value))),
            yaml::set(tree, pointer, value), model, path, allowedInside(tree, spot, path.constLast())};
}

Attempt removeSomewhere(const yaml::Tree &tree, const Spot &spot, Model model)
{
    Model &owner = modelAt(model, spot.path.mid(0, spot.path.size() - 1));
    owner.children.removeAt(spot.path.constLast());
    if (owner.isMapping)
        owner.keys.removeAt(spot.path.constLast());
    return {u"remove %1"_s.arg(spot.pointer),
            yaml::remove(tree, spot.pointer),
            model,
            {},
            owner.children.isEmpty()
                ? allowedFor(tree, {above(spot.pointer), spot.path.mid(0, spot.path.size() - 1)})
                : allowedFor(tree, spot),
            false};
}

Attempt renameSomewhere(const yaml::Tree &tree, Random &random, const Spot &spot, Model model)
{
    Model &owner = modelAt(model, spot.path.mid(0, spot.path.size() - 1));
    const QString key = newKeyFor(random, owner);
    owner.keys[spot.path.constLast()] = key;
    return {u"rename %1 to %2"_s.arg(spot.pointer, key),
            yaml::rename(tree, spot.pointer, key),
            model,
            {},
            allowedFor(tree, spot)};
}

Attempt insertSomewhere(const yaml::Tree &tree, Random &random, const Spot &spot, Model model)
{
    Model &list = modelAt(model, spot.path);
    const int index = pick(random, static_cast<int>(list.children.size()) + 1);
    const QJsonValue value = testing::randomValue(random);
    Model item;
    become(item, value);
    list.scalar.reset();
    list.children.insert(index, item);
    QList<int> path = spot.path;
    path.append(index);
    return {u"insert %1 at %2/%3"_s.arg(QString::fromUtf8(json::text(value)), spot.pointer).arg(index),
            yaml::insert(tree, spot.pointer, index, value), model, path, allowedInside(tree, spot, index)};
}

Attempt moveSomewhere(const yaml::Tree &tree, Random &random, const Spot &spot, Model model)
{
    Model &list = modelAt(model, spot.path);
    const int from = pick(random, static_cast<int>(list.children.size()));
    const int to = pick(random, static_cast<int>(list.children.size()));
    list.children.move(from, to);
    return {u"move %1 from %2 to %3"_s.arg(spot.pointer).arg(from).arg(to),
            yaml::move(tree, spot.pointer, from, to),
            model,
            {},
            allowedRange(tree, spot.pointer, std::min(from, to), std::max(from, to))};
}

/// What can be done with the value at a spot.
struct Chances
{
    bool canAdd = false;
    bool canRename = false;
    bool canInsert = false;
    bool canMove = false;
};

Chances chancesAt(const Model &model, const Spot &spot)
{
    Model copy = model;
    const Model target = modelAt(copy, spot.path);
    const bool isNull = target.scalar && target.scalar->isNull() && target.alias.isEmpty();
    const bool isList = !target.isMapping && !target.scalar && target.alias.isEmpty();
    const bool hasOwner = !spot.path.isEmpty();
    return {target.isMapping, hasOwner && modelAt(copy, spot.path.mid(0, spot.path.size() - 1)).isMapping,
            isList || isNull, isList && !target.children.isEmpty()};
}

std::optional<Attempt> attempt(const yaml::Tree &tree, Random &random)
{
    const Model model = modelOf(tree);
    QList<Spot> spots;
    collectSpots(model, {}, spots);
    const Spot spot = spots[pick(random, static_cast<int>(spots.size()))];
    const Chances chances = chancesAt(model, spot);
    switch (pick(random, 6)) {
    case 0:
        return setSomewhere(tree, random, spot, model);
    case 1:
        return chances.canAdd ? std::optional(addSomewhere(tree, random, spot, model)) : std::nullopt;
    case 2:
        return spot.path.isEmpty() ? std::nullopt : std::optional(removeSomewhere(tree, spot, model));
    case 3:
        return chances.canRename ? std::optional(renameSomewhere(tree, random, spot, model)) : std::nullopt;
    case 4:
        return chances.canInsert ? std::optional(insertSomewhere(tree, random, spot, model)) : std::nullopt;
    default:
        return chances.canMove ? std::optional(moveSomewhere(tree, random, spot, model)) : std::nullopt;
    }
}

/// Takes the inside of the value that was set out of both models: there the order of keys is free.
bool isAsExpected(Model actual, Model expected, const QList<int> &valuePath)
{
    if (!hasPath(actual, valuePath))
        return false;
    Model &a = modelAt(actual, valuePath);
    Model &b = modelAt(expected, valuePath);
    if (meaning(a, actual) != meaning(b, expected) || a.anchor != b.anchor)
        return false;
    a = b = {};
    return actual == expected;
}

} // namespace

class YamlEditPropertyTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        bool isGiven = false;
        const uint seed = qEnvironmentVariableIntValue("SLIPWAY_TEST_SEED", &isGiven);
        m_seed = isGiven ? seed : std::random_device{}() >> 1;
        qInfo("SLIPWAY_TEST_SEED=%u", m_seed);
    }
    void init() { m_random.seed(m_seed); }

    void survivesDamagedTexts()
    {
        for (int round = 0; round < 3000; ++round) {
            QByteArray text = testing::randomDocument(m_random);
            for (int i = pick(m_random, 6); i >= 0; --i)
                damage(text);
            const yaml::Tree tree = yaml::read(text);
            QVERIFY2(tree.isReadable() || tree.faults.size() == 1, text.constData());
            for (const yaml::Node &node : tree.nodes) {
                QVERIFY2(node.head >= 0 && node.head <= node.begin && node.start <= node.begin
                             && node.begin <= node.end && node.end <= text.size(),
                         text.constData());
            }
            if (tree.isReadable())
                editDamaged(tree);
        }
    }

    void bringsAboutWhatIsMeantAndNothingElse()
    {
        const int wanted = std::max(20'000, qEnvironmentVariableIntValue("SLIPWAY_TEST_EDITS"));
        const QList<QByteArray> fixed = testing::nastyDocuments();
        for (int round = 0; m_done < wanted; ++round) {
            const bool isFixed = round % 4 == 0;
            QByteArray text = isFixed ? fixed[(round / 4) % fixed.size()] : testing::randomDocument(m_random);
            for (int i = 0; i < 12 && !QTest::currentTestFailed(); ++i)
                editOnce(text);
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d edits, %d refused, %d of them for an alias", m_done, m_refused, m_shared);
        QVERIFY2(m_refused - m_shared < m_done / 50, "too many edits are refused");
    }

private:
    void damage(QByteArray &text)
    {
        static const QByteArray marks = "-?:,[]{}#&*!|>'\"%@` \t\n\r\\a\xC3";
        const qsizetype at = text.isEmpty() ? 0 : pick(m_random, static_cast<int>(text.size()));
        switch (pick(m_random, 3)) {
        case 0:
            text.remove(at, 1 + pick(m_random, 8));
            break;
        case 1:
            text.insert(at, marks[pick(m_random, static_cast<int>(marks.size()))]);
            break;
        default:
            text.insert(at, text.mid(pick(m_random, static_cast<int>(text.size()) + 1), pick(m_random, 20)));
        }
    }

    /// What comes of it is another test's; a key may stand twice here, so there is no model to compare with.
    void editDamaged(const yaml::Tree &tree)
    {
        QList<Spot> spots;
        collectSpots(modelOf(tree), {}, spots);
        const QString pointer = spots[pick(m_random, static_cast<int>(spots.size()))].pointer;
        for (const auto &edit :
             {yaml::set(tree, pointer, testing::randomValue(m_random)), yaml::remove(tree, pointer),
              yaml::rename(tree, pointer, u"other"_s), yaml::insert(tree, pointer, 0, u"item"_s),
              yaml::move(tree, pointer, 0, 1), yaml::set(tree, pointer + u"/new"_s, 1)})
            QVERIFY2(!edit || yaml::read(edit->appliedTo(tree.text)).isReadable(), tree.text.constData());
    }

    void editOnce(QByteArray &text)
    {
        const yaml::Tree tree = yaml::read(text);
        QVERIFY2(tree.isReadable(),
                 (tree.faults.isEmpty() ? "" : qPrintable(tree.faults.first().message)) + text);
        const auto one = attempt(tree, m_random);
        if (!one)
            return;
        if (!one->edit) {
            noteRefusal(*one, text);
            return;
        }
        ++m_done;
        const TextEdit &edit = *one->edit;
        const QByteArray after = edit.appliedTo(text);
        const QByteArray story =
            one->what.toUtf8() + "\n--- before\n" + text + "\n--- after\n" + after + "\n---\n";
        QVERIFY2(edit.begin >= 0 && edit.begin <= edit.end && edit.end <= text.size(), story.constData());
        const bool isNothing = edit.begin == edit.end && edit.text.isEmpty();
        QVERIFY2(isNothing || (edit.begin >= one->allowed.first && edit.end <= one->allowed.second),
                 story.constData());
        const yaml::Tree changed = yaml::read(after);
        QVERIFY2(changed.isReadable(), story.constData());
        QVERIFY2(isAsExpected(modelOf(changed), one->expected, one->valuePath), story.constData());
        if (one->keepsComments)
            QVERIFY2(losesNoComment(text, after), story.constData());
        QVERIFY2(text.contains("\r\n") == false || !QByteArray(after).replace("\r\n", "").contains('\n'),
                 story.constData());
        text = after;
    }

    static bool losesNoComment(const QByteArray &before, const QByteArray &after)
    {
        const QMap<QString, int> had = comments(before);
        const QMap<QString, int> has = comments(after);
        for (auto it = had.begin(); it != had.end(); ++it) {
            if (has.value(it.key()) < it.value())
                return false;
        }
        return true;
    }

    void noteRefusal(const Attempt &one, const QByteArray &text)
    {
        const Error &error = one.edit.error();
        ++m_refused;
        m_shared += error.message.contains(u"alias"_s) || text.contains('&') ? 1 : 0;
        if (qEnvironmentVariableIsSet("SLIPWAY_TEST_REFUSALS"))
            qInfo().noquote() << one.what << error.message << "\n" << text;
    }

    uint m_seed = 0;
    Random m_random;
    int m_done = 0;
    int m_refused = 0;
    int m_shared = 0;
};

QTEST_APPLESS_MAIN(YamlEditPropertyTest)
#include "YamlEditPropertyTest.moc"
