/* SPDX-License-Identifier: EUPL-1.2
   For tests only: stands in for mscms.dll, of which Wine lacks a part: there is no colour profile. */
#include <stddef.h>
#define EXPORT __declspec(dllexport)
EXPORT void *OpenColorProfileW(void *profile, unsigned access, unsigned share, unsigned creation) {
  (void)profile; (void)access; (void)share; (void)creation; return NULL;
}
EXPORT int CloseColorProfile(void *profile) { (void)profile; return 1; }
EXPORT void *WcsCreateIccProfile(void *profile, unsigned options) { (void)profile; (void)options; return NULL; }
EXPORT int GetColorProfileFromHandle(void *profile, unsigned char *data, unsigned *size) {
  (void)profile; (void)data; (void)size; return 0;
}
