# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project shares, and the functions that make targets.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTORCC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()
# As distributions build; -O3, which CMake would take, compiles slower.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
# mold 1.10 (Debian 12) crashes on the desktop program, so it is not even tried.
find_program(LLD ld.lld)
if(LLD)
    add_link_options(-fuse-ld=lld)
endif()

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network HttpServer)
find_package(QCoro6 REQUIRED COMPONENTS Core Network)
find_package(tl-expected REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(FYAML REQUIRED IMPORTED_TARGET libfyaml)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-16)
pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)
if(SLIPWAY_DESKTOP)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Svg WebEngineWidgets LinguistTools)
endif()
if(SLIPWAY_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
    # For QFINDTESTDATA, which is not used here: they differ from folder to folder, and would so void the precompiled
    # header.
    get_target_property(definitions Qt6::Test INTERFACE_COMPILE_DEFINITIONS)
    list(FILTER definitions EXCLUDE REGEX QT_TESTCASE)
    set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${definitions}")
endif()

add_library(slipway_options INTERFACE)
target_include_directories(slipway_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(slipway_options INTERFACE -Wall -Wextra -Wpedantic)
if(NOT CMAKE_UNITY_BUILD)
    target_compile_options(slipway_options INTERFACE -Wshadow)
else() # a source sees the names of others there, and is itself not the main file
    target_compile_options(slipway_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(SLIPWAY_WERROR)
    target_compile_options(slipway_options INTERFACE -Werror)
endif()
target_compile_definitions(slipway_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_STRICT_ITERATORS
    SLIPWAY_VERSION="${PROJECT_VERSION}")

# Parsing Qt is most of what compiling a small file costs, so it is done once for a part of the tree: a folder that
# needs more sets SLIPWAY_PRECOMPILED to a target of its own. With this, ccache needs its two sloppinesses above.
add_library(slipway_precompiled STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
target_link_libraries(slipway_precompiled PRIVATE slipway_options Qt6::Core QCoro6::Core tl::expected)
target_precompile_headers(slipway_precompiled PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
set(SLIPWAY_PRECOMPILED slipway_precompiled)

function(slipway_precompile name)
    target_precompile_headers(${name} REUSE_FROM ${SLIPWAY_PRECOMPILED})
endfunction()

# A source includes the meta-object code it needs: "moc_X.cpp" in X.cpp for the classes of X.h, "X.moc" for those of
# X.cpp itself. Each is written by one rule, as a Makefile would; AUTOMOC would start CMake for every target, and
# compile a file more. After the first such line in a source, configure again.
function(slipway_mocs name sources)
    set(folder ${CMAKE_BINARY_DIR}/moc/${name})
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    foreach(source IN LISTS sources)
        cmake_path(ABSOLUTE_PATH source NORMALIZE)
        file(STRINGS ${source} lines REGEX "^#include \"(moc_[A-Za-z0-9]+\\.cpp|[A-Za-z0-9]+\\.moc)\"")
        cmake_path(REMOVE_EXTENSION source OUTPUT_VARIABLE stem)
        cmake_path(GET stem FILENAME class)
        foreach(line IN LISTS lines)
            string(REGEX REPLACE ".*\"(.*)\"" "\\1" moc "${line}")
            if(moc STREQUAL "${class}.moc")
                set(input ${source})
                set(how -i)
            elseif(moc STREQUAL "moc_${class}.cpp")
                set(input ${stem}.h)
                cmake_path(RELATIVE_PATH input BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE how)
                string(PREPEND how -f)
            else()
                message(FATAL_ERROR "${source} includes \"${moc}\"; it can have ${class}.moc and moc_${class}.cpp only.")
            endif()
            add_custom_command(OUTPUT ${folder}/${moc} DEPENDS ${input} VERBATIM COMMENT ""
                COMMAND Qt6::moc ${how} -o ${folder}/${moc} ${input})
            set_source_files_properties(${folder}/${moc} PROPERTIES HEADER_FILE_ONLY ON)
            target_sources(${name} PRIVATE ${folder}/${moc})
            target_include_directories(${name} PRIVATE ${folder})
        endforeach()
    endforeach()
endfunction()

# Where CMAKE_UNITY_BUILD is on, the sources of a folder are compiled as one: what several include is then read and
# instantiated once.
function(slipway_unite name sources)
    set_target_properties(${name} PROPERTIES UNITY_BUILD_MODE GROUP)
    foreach(source IN LISTS sources)
        cmake_path(GET source PARENT_PATH folder)
        string(MAKE_C_IDENTIFIER "all_${folder}" group)
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
    endforeach()
endfunction()

# slipway_library(agent_values SOURCES A.h A.cpp … LINK agent_base …): a static library.
function(slipway_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC slipway_options ${arg_LINK})
    slipway_precompile(${name})
    slipway_mocs(${name} "${arg_SOURCES}")
    slipway_unite(${name} "${arg_SOURCES}")
endfunction()

# slipway_program(slipway SOURCES main.cpp … LINK agent_base …)
function(slipway_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE slipway_options ${arg_LINK})
    slipway_precompile(${name})
    slipway_mocs(${name} "${arg_SOURCES}")
    slipway_unite(${name} "${arg_SOURCES}")
endfunction()

# In the folder of tests the target with the precompiled header is also what every test links.
function(slipway_for_tests name sources)
    slipway_mocs(${name} "${sources}")
    target_compile_definitions(${name} PRIVATE TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>) # it compiles in two thirds of the time
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
    if(NOT name STREQUAL SLIPWAY_PRECOMPILED)
        target_link_libraries(${name} PUBLIC ${SLIPWAY_PRECOMPILED})
        slipway_precompile(${name})
    endif()
endfunction()

# slipway_test_library(wires SOURCES A.h A.cpp … LINK agent_base …): what several tests share; built if one is.
function(slipway_test_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_library(${name} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC slipway_options ${arg_LINK})
    slipway_for_tests(${name} "${arg_SOURCES}")
endfunction()

# slipway_test_program(FooBench LINK agent_base …): FooBench.cpp, not a test, to be built and run by hand.
function(slipway_test_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} EXCLUDE_FROM_ALL ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LINK})
    slipway_for_tests(${name} "${name}.cpp;${arg_SOURCES}")
endfunction()

# slipway_test(FooTest LINK agent_base … [LABELS unit] [TIMEOUT 60]): one Qt Test program FooTest.cpp, run by CTest.
function(slipway_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINK;LABELS;ENVIRONMENT" ${ARGN})
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LINK})
    slipway_for_tests(${name} "${name}.cpp;${arg_SOURCES}")
    if("unit" IN_LIST arg_LABELS AND NOT SLIPWAY_UNIT_TESTS)
        set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QTWEBENGINE_DISABLE_SANDBOX=1;LC_ALL=C.UTF-8;TZ=UTC;${arg_ENVIRONMENT}")
endfunction()
