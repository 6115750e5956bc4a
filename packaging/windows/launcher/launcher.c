/* SPDX-License-Identifier: EUPL-1.2
   Starts the program inside this process: loads the Python of the folder "runtime" beside it and runs "-m app".
   One source, two programs: the window program, and with -DCONSOLE the console program. PYTHON_DLL, MUTEX_NAME and
   APP_NAME come from the build, so that each of these names stands in one place (packaging/identity.py). */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST_PATH 32768
#define BROKEN_INSTALLATION 3
#define NO_MEMORY 2

typedef int (*python_main)(int count, wchar_t **arguments);

static int tell_broken(void) {
  static const wchar_t text[] = L"De bestanden van dit programma zijn onvolledig. Vraag je ICT-dienst om het opnieuw te installeren.";
#ifdef CONSOLE
  fwprintf(stderr, L"%ls\n", text);
#else
  MessageBoxW(NULL, text, APP_NAME, MB_ICONERROR | MB_OK);
#endif
  return BROKEN_INSTALLATION;
}

/* The folder of this program, without a backslash at the end; 0 when Windows does not tell it. */
static int own_folder(wchar_t *folder) {
  DWORD length = GetModuleFileNameW(NULL, folder, LONGEST_PATH);
  wchar_t *last;
  if (length == 0 || length >= LONGEST_PATH) return 0;
  last = wcsrchr(folder, L'\\');
  if (last == NULL) return 0;
  *last = L'\0';
  return 1;
}

static python_main load_python(void) {
  static wchar_t path[LONGEST_PATH + 64];
  HMODULE library;
  if (!own_folder(path)) return NULL;
  wcscat(path, L"\\runtime\\" PYTHON_DLL);
  /* Python's own folder and the system folder: never the current one, never PATH */
  library = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
  return library == NULL ? NULL : (python_main)(void *)GetProcAddress(library, "Py_Main");
}

static int start(int count, wchar_t **given) {
  wchar_t **arguments = calloc((size_t)count + 3, sizeof *arguments);
  python_main run;
  int nr;
  if (arguments == NULL) return NO_MEMORY;
  SetDllDirectoryW(L"");
  CreateMutexW(NULL, FALSE, MUTEX_NAME); /* the setup looks for it; the system frees it when this process ends */
  run = load_python();
  if (run == NULL) return tell_broken();
  arguments[0] = given[0];
  arguments[1] = L"-m";
  arguments[2] = L"app";
  for (nr = 1; nr < count; nr++) arguments[nr + 2] = given[nr];
  return run(count + 2, arguments);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **given) { return start(count, given); }
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show) {
  (void)self; (void)before; (void)line; (void)show;
  return start(__argc, __wargv);
}
#endif
