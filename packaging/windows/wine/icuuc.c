/* SPDX-License-Identifier: EUPL-1.2
   For tests only: stands in for icuuc.dll of Windows 10, which Wine lacks and Qt loads. Every converter is refused;
   Qt then uses its own (UTF-8, UTF-16, Latin-1), which is all that the program needs. */
#include <stddef.h>
#include <stdint.h>

#define EXPORT __declspec(dllexport)
#define NOT_FOUND 4

static void *refuse(int32_t *error) {
  if (error != NULL) *error = NOT_FOUND;
  return NULL;
}

EXPORT void *ucnv_open(const char *name, int32_t *error) { (void)name; return refuse(error); }
EXPORT void ucnv_close(void *converter) { (void)converter; }
EXPORT void ucnv_reset(void *converter) { (void)converter; }
EXPORT int8_t ucnv_getMaxCharSize(const void *converter) { (void)converter; return 1; }
EXPORT const char *ucnv_getName(const void *converter, int32_t *error) { (void)converter; return refuse(error); }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int32_t *error) {
  (void)name; (void)standard; return refuse(error);
}
EXPORT const char *ucnv_getAlias(const char *name, uint16_t nr, int32_t *error) { (void)name; (void)nr; return refuse(error); }
EXPORT uint16_t ucnv_countAliases(const char *name, int32_t *error) { (void)name; refuse(error); return 0; }
EXPORT int32_t ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int32_t nr) { (void)nr; return NULL; }
EXPORT const char *ucnv_getDefaultName(void) { return "UTF-8"; }
EXPORT void ucnv_getToUCallBack(void *converter, void **action, const void **context) {
  (void)converter; *action = NULL; *context = NULL;
}
EXPORT void ucnv_getFromUCallBack(void *converter, void **action, const void **context) {
  (void)converter; *action = NULL; *context = NULL;
}
static void forget(void **action, const void **context, int32_t *error) {
  if (action != NULL) *action = NULL;
  if (context != NULL) *context = NULL;
  refuse(error);
}
EXPORT void ucnv_setToUCallBack(void *converter, void *next, const void *with, void **action, const void **context, int32_t *error) {
  (void)converter; (void)next; (void)with; forget(action, context, error);
}
EXPORT void ucnv_setFromUCallBack(void *converter, void *next, const void *with, void **action, const void **context, int32_t *error) {
  (void)converter; (void)next; (void)with; forget(action, context, error);
}
EXPORT void ucnv_fromUnicode(void *converter, char **to, const char *to_end, const uint16_t **from, const uint16_t *from_end,
                             int32_t *offsets, int8_t flush, int32_t *error) {
  (void)converter; (void)to; (void)to_end; (void)from; (void)from_end; (void)offsets; (void)flush; refuse(error);
}
EXPORT void ucnv_toUnicode(void *converter, uint16_t **to, const uint16_t *to_end, const char **from, const char *from_end,
                           int32_t *offsets, int8_t flush, int32_t *error) {
  (void)converter; (void)to; (void)to_end; (void)from; (void)from_end; (void)offsets; (void)flush; refuse(error);
}
EXPORT void ucnv_cbToUWriteUChars(void *args, const uint16_t *signs, int32_t length, int32_t offset, int32_t *error) {
  (void)args; (void)signs; (void)length; (void)offset; refuse(error);
}
EXPORT void ucnv_cbFromUWriteUChars(void *args, const uint16_t **signs, const uint16_t *end, int32_t offset, int32_t *error) {
  (void)args; (void)signs; (void)end; (void)offset; refuse(error);
}
EXPORT int32_t ucnv_toUCountPending(const void *converter, int32_t *error) { (void)converter; refuse(error); return 0; }
EXPORT int32_t ucnv_fromUCountPending(const void *converter, int32_t *error) { (void)converter; refuse(error); return 0; }
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
