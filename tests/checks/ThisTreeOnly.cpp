// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin for clang-tidy: lets its checks walk this tree's declarations only. Left alone they walk every
// declaration of Qt's and the standard library's headers too, which takes four fifths of the time, to throw
// away what they find there.
#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Frontend/FrontendPluginRegistry.h>

namespace {

class Narrower : public clang::ASTConsumer
{
    void HandleTranslationUnit(clang::ASTContext &context) override
    {
        const clang::SourceManager &sources = context.getSourceManager();
        std::vector<clang::Decl *> ours;
        for (clang::Decl *decl : context.getTranslationUnitDecl()->decls()) {
            if (decl->getLocation().isValid() && !sources.isInSystemHeader(decl->getLocation()))
                ours.push_back(decl);
        }
        context.setTraversalScope(ours);
    }
};

class ThisTreeOnly : public clang::PluginASTAction
{
    ActionType getActionType() override { return AddBeforeMainAction; }
    bool ParseArgs(const clang::CompilerInstance &, const std::vector<std::string> &) override
    {
        return true;
    }
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override
    {
        return std::make_unique<Narrower>();
    }
};

const clang::FrontendPluginRegistry::Add<ThisTreeOnly> registered("this-tree-only", "walk this tree only");

} // namespace
