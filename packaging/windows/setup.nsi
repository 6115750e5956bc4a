; SPDX-License-Identifier: EUPL-1.2
; The per-user setup: no administrator, Dutch, silent with /S, upgrade in place. Called by packaging/windows/setup.py,
; which gives every name: APP CONSOLE PUBLISHER AUMID MUTEX DATA_FOLDER VERSION SOURCE TARGET ICON, and SIGN when there is a
; signer.
;
; Exit codes: 0 done, 1 stopped by the user, 2 stopped by the script, 4 Windows is too old, 5 the program is running,
; 6 the per-machine package is installed, 7 a newer version is installed, 8 a file could not be erased or written (the
; installation is incomplete: run it again), 9 the folder holds what is not ours, 10 started by SYSTEM or raised by UAC.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "Win\COM.nsh"
!include "Win\Propkey.nsh"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define OWN_KEY "Software\${APP}"
!include /CHARSET=UTF8 "${__FILEDIR__}/refusals.nsh"

Name "${APP} ${VERSION}"
OutFile "${TARGET}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "${OWN_KEY}" "InstallDir"
BrandingText " "
ManifestDPIAware true
; A file that another program holds ends the setup: left out in silence, it would be the older one.
AllowSkipFiles off
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${APP}"
VIAddVersionKey "FileDescription" "${APP} installeren"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "EUPL-1.2"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${APP}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "${APP} nu openen"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "${APP} wordt van deze computer gehaald."
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"
!ifdef SIGN
!finalize '${SIGN} "%1"'
!uninstfinalize '${SIGN} "%1"'
!endif

!define HELD "Een ander programma houdt een bestand van ${APP} vast. Start de computer opnieuw en begin opnieuw."

; What holds files of ours alone.
!macro EraseFolder NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}\*.*"
    RMDir /r "$INSTDIR\${NAME}"
  ${EndIf}
!macroend
!macro EraseFolders
  !insertmacro EraseFolder "runtime"
  !insertmacro EraseFolder "lib"
  !insertmacro EraseFolder "documentatie"
!macroend

; A start-menu entry with the program's AppUserModelID, so that the taskbar shows one icon, also when pinned.
!macro StartMenuEntry LINK PROGRAM
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IShellLink::SetPath} $0 '("${PROGRAM}").r1'
    ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r1)'
    ${If} $1 P<> 0
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r2'
      System::Call '*(&w${NSIS_MAX_STRLEN} "${AUMID}")p.r4'
      System::Call '*${SYSSTRUCT_PROPVARIANT}(31,,p r4)p.r3' ; 31: a text
      ${IPropertyStore::SetValue} $1 '($2,$3).r5'
      ${IPropertyStore::Commit} $1 '().r6'
      System::Free $2
      System::Free $3
      System::Free $4
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Save} $1 '("${LINK}",1)'
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
  ${IfNot} ${FileExists} "${LINK}"
    CreateShortcut "${LINK}" "${PROGRAM}"
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse ${TOO_OLD} "Windows 10 of nieuwer is nodig."
  ${EndIf}
  SetRegView 64
  ReadRegStr $0 HKLM "${OWN_KEY}" "InstallDir"
  ${If} $0 != ""
    !insertmacro Refuse ${MACHINE_WIDE} "Je ICT-dienst heeft ${APP} al op deze computer gezet. Je vindt het in het startmenu."
  ${EndIf}
  !insertmacro RefuseForAnotherAccount
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1 ; an older program could not read what a newer one stored
      !insertmacro Refuse ${NEWER} "Op deze computer staat al een nieuwere versie van ${APP} ($0)."
    ${EndIf}
  ${EndIf}
  !insertmacro RefuseWhileRunning
FunctionEnd

Section "-program"
  !insertmacro RefuseWhileRunning ; it may have been opened while the pages stood there
  Call FolderProblem
  ${If} $0 != ""
    !insertmacro Refuse ${WRONG_FOLDER} "$0"
  ${EndIf}
  ClearErrors
  !insertmacro EraseFolders
  !insertmacro RefuseAfterErrors "${HELD}"
  SetErrorLevel ${INCOMPLETE} ; for a file that cannot be written, which ends the setup there
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro RefuseAfterErrors "${HELD}"
  !insertmacro StartMenuEntry "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${APP}.exe"
  WriteRegStr HKCU "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${APP}.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  ; Last: by these a management system sees that it is done, and after less it tries again.
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${OWN_KEY}" "Version" "${VERSION}"
  SetErrorLevel 0
SectionEnd

Function un.onInit
  !insertmacro RefuseWhileRunning
  ; Silent removal keeps the data, unless it is asked for by its whole name.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/WISGEGEVENS=" $1
  ${IfNot} ${Errors}
  ${AndIf} $1 == "JA"
    SectionSetFlags 1 1
  ${EndIf}
FunctionEnd

Section "un.Het programma" REMOVE_PROGRAM
  SectionIn RO
  ClearErrors
  !insertmacro EraseFolders
  !insertmacro RefuseAfterErrors "${HELD}" ; it still stands under Apps, and can be tried again
  Delete "$INSTDIR\${CONSOLE}.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\${APP}.exe"
  !insertmacro RefuseAfterErrors "${HELD}"
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${OWN_KEY}"
SectionEnd

Section /o "un.Ook mijn gegevens wissen" REMOVE_DATA
  MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "Alle gegevens van ${APP} verdwijnen: wat je nog niet verzond, het register en de kopieën. Niemand kan ze terughalen. Bewaarde je het register eerst?$\n$\nWil je alles wissen?" /SD IDYES IDYES erase
  Goto kept
  erase:
  RMDir /r "$LOCALAPPDATA\${DATA_FOLDER}"
  RMDir /r "$LOCALAPPDATA\${DATA_FOLDER}-oefening"
  kept:
SectionEnd

LangString ABOUT_PROGRAM ${LANG_DUTCH} "Het programma zelf. Je gegevens blijven versleuteld op deze computer staan."
LangString ABOUT_DATA ${LANG_DUTCH} "Wist ook de kluis, het register en alle kopieën. Bewaar het register eerst."
!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${REMOVE_PROGRAM} $(ABOUT_PROGRAM)
  !insertmacro MUI_DESCRIPTION_TEXT ${REMOVE_DATA} $(ABOUT_DATA)
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
