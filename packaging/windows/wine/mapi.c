/* SPDX-License-Identifier: EUPL-1.2
   For tests only: a mail program with a MAPI library. It writes what MAPISendMailW was given, as UTF-8 lines, into the file
   that KEPT names, and answers 0 whatever happens, as real ones do. */
#include <windows.h>
#include <stdio.h>

typedef struct { ULONG reserved, flags, position; LPWSTR path, name; void *type; } File;
typedef struct { ULONG reserved, kind; LPWSTR name, address; ULONG id_size; void *id; } Recipient;
typedef struct {
  ULONG reserved; LPWSTR subject, text, type, date, conversation; ULONG flags; Recipient *from;
  ULONG recipient_count; Recipient *recipients; ULONG file_count; File *files;
} Message;

/* The ends of lines inside a text become the signs for CR and LF, so that each value stays on one line. */
static void note(FILE *kept, const char *name, LPCWSTR value) {
  static char text[65536];
  const char *sign;
  text[0] = '\0';
  if (value != NULL) WideCharToMultiByte(CP_UTF8, 0, value, -1, text, sizeof text, NULL, NULL);
  fprintf(kept, "%s=", name);
  for (sign = text; *sign != '\0'; sign++) {
    if (*sign == '\r') fputs("\xe2\x90\x8d", kept);
    else if (*sign == '\n') fputs("\xe2\x90\x8a", kept);
    else fputc(*sign, kept);
  }
  fputc('\n', kept);
}

__declspec(dllexport) ULONG WINAPI MAPISendMailW(ULONG_PTR session, ULONG_PTR window, Message *message, ULONG flags, ULONG reserved) {
  ULONG nr;
  FILE *kept = fopen(KEPT, "ab");
  (void)session; (void)window; (void)reserved;
  if (kept == NULL) return 2;
  fprintf(kept, "flags=%lu\n", flags);
  for (nr = 0; nr < message->recipient_count; nr++) note(kept, "to", message->recipients[nr].address);
  note(kept, "subject", message->subject);
  note(kept, "text", message->text);
  for (nr = 0; nr < message->file_count; nr++) {
    note(kept, "file", message->files[nr].path);
    note(kept, "named", message->files[nr].name);
    fprintf(kept, "there=%d\n", GetFileAttributesW(message->files[nr].path) != INVALID_FILE_ATTRIBUTES);
  }
  fclose(kept);
  return 0;
}

__declspec(dllexport) ULONG WINAPI MAPISendMail(ULONG_PTR session, ULONG_PTR window, void *message, ULONG flags, ULONG reserved) {
  (void)session; (void)window; (void)message; (void)flags; (void)reserved;
  return 26; /* not supported: the program must ask in Unicode */
}
