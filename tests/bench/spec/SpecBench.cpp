// SPDX-License-Identifier: GPL-3.0-or-later
// Measures reading and editing an agent file of 5,000 lines, in processor time. Usage: spec_bench [rounds]
#include "agent/spec/SpecDocument.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using namespace agent;
using namespace Qt::StringLiterals;

namespace {

/// 500 tools of 10 lines.
QByteArray largeFile()
{
    QByteArray text = "# A large agent\nname: Large\nprovider: demo\ntools:\n";
    for (int i = 0; i < 500; ++i) {
        const QByteArray number = QByteArray::number(i);
        text += "  - name: tool_" + number + "   # number " + number + "\n";
        text += "    description: \"Does the thing with the number " + number
            + "\"\n"
              "    parameters:\n      type: object\n      properties:\n"
              "        city: { type: string, description: Where it is. }\n      required: [city]\n"
              "    http:\n      url: https://example.com/{city}/"
            + number + "\n\n";
    }
    return text;
}

template<class Work>
void measure(const char *name, int rounds, Work work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const std::clock_t start = std::clock();
        work(i);
        times.push_back(1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::ranges::sort(times);
    std::printf("%-24s median %6.1f ms   worst %6.1f ms\n", name, times[times.size() / 2], times.back());
}

} // namespace

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
    const QByteArray text = largeFile();
    const SpecDocument document(text);
    const auto tool = [](int i) { return u"/tools/%1"_s.arg(i * 37 % 500); };
    std::printf("%lld lines, %lld bytes, %s\n", static_cast<long long>(text.count('\n')),
                static_cast<long long>(text.size()), document.spec() ? "valid" : "NOT VALID");
    measure("read and check", rounds, [&](int) { const SpecDocument fresh(text); });
    measure("set a text", rounds, [&](int i) { (void)document.set(tool(i) + u"/description"_s, u"New"_s); });
    measure("add a key", rounds, [&](int i) { (void)document.set(tool(i) + u"/enabled"_s, false); });
    measure("rename a key", rounds,
            [&](int i) { (void)document.rename(tool(i) + u"/http"_s, u"request"_s); });
    measure("insert a tool", rounds, [&](int i) { (void)document.insert(u"/tools"_s, i, u"read_file"_s); });
    measure("remove a tool", rounds, [&](int i) { (void)document.remove(tool(i)); });
    measure("move a tool", rounds, [&](int i) { (void)document.move(u"/tools"_s, i, 499 - i); });
    return 0;
}
