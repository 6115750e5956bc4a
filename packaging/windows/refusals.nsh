; SPDX-License-Identifier: EUPL-1.2
; What setup.nsi refuses: the exit codes, each with its sentence, and how it finds out.
!define TOO_OLD 4
!define RUNNING 5
!define MACHINE_WIDE 6
!define NEWER 7
!define INCOMPLETE 8
!define WRONG_FOLDER 9
!define WRONG_ACCOUNT 10

!macro Refuse CODE TEXT
  MessageBox MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Renaming a loaded library succeeds on Windows, so open files tell nothing: the launchers hold a mutex.
!macro RefuseWhileRunning
  System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "${MUTEX}") p .r0'
  ${If} $0 P<> 0
    System::Call 'kernel32::CloseHandle(p r0)'
    !insertmacro Refuse ${RUNNING} "${APP} is nog open. Sluit het programma en begin opnieuw."
  ${EndIf}
!macroend

; The error flag, set by whatever could not be erased or written since it was cleared.
!macro RefuseAfterErrors TEXT
  ${If} ${Errors}
    !insertmacro Refuse ${INCOMPLETE} "${TEXT}"
  ${EndIf}
!macroend

; For one user, and everything goes where the account of this process has its folders: under another account the user would
; never find the program. Two cases can be told apart: Windows' own account, and a process that UAC raised, perhaps with the
; password of somebody else. Without UAC a token is of type 1, and then the user himself may be an administrator.
!define TOKEN_QUERY 8
!define TOKEN_USER 1
!define TOKEN_ELEVATION_TYPE 18
!define RAISED 2
!define LOCAL_SYSTEM 22
!macro RefuseForAnotherAccount
  System::Call 'advapi32::OpenProcessToken(p -1, i ${TOKEN_QUERY}, *p .r1)' ; -1: this process
  System::Call 'advapi32::GetTokenInformation(p r1, i ${TOKEN_ELEVATION_TYPE}, *i .r2, i 4, *i .r3)'
  System::Alloc 256
  Pop $3
  System::Call 'advapi32::GetTokenInformation(p r1, i ${TOKEN_USER}, p r3, i 256, *i .r4)'
  System::Call '*$3(p .r4)'
  StrCpy $5 0
  ${If} $4 P<> 0
    System::Call 'advapi32::IsWellKnownSid(p r4, i ${LOCAL_SYSTEM}) i .r5'
  ${EndIf}
  System::Free $3
  System::Call 'kernel32::CloseHandle(p r1)'
  ${If} $2 = ${RAISED}
  ${OrIf} $5 <> 0
    !insertmacro Refuse ${WRONG_ACCOUNT} "Deze setup is voor één gebruiker, en die moet ze zelf starten, zonder beheerdersrechten. Anders komt ${APP} bij een ander account terecht. Voor alle gebruikers van een computer is er de MSI."
  ${EndIf}
!macroend

!macro IsInside PLACE FOLDER ANSWER
  StrLen $2 "${FOLDER}\"
  StrCpy $3 "${PLACE}\" $2
  ${If} $3 == "${FOLDER}\" ; whatever the case of the letters
    StrCpy $0 "${ANSWER}"
  ${EndIf}
!macroend

; $0: why $INSTDIR does not fit, or nothing. An upgrade and a removal erase folders in it as a whole, so it must be ours or
; empty. The folder of the vault bears our name, and NSIS adds that name to whatever folder is chosen on the page.
Function FolderProblem
  StrCpy $0 ""
  StrCpy $1 $INSTDIR
  System::Call 'kernel32::GetFullPathNameW(w r1, i ${NSIS_MAX_STRLEN}, w .r1, p 0)'
  ${DirState} "$1" $2
  ${If} $2 = 1
  ${AndIfNot} ${FileExists} "$1\${APP}.exe"
    StrCpy $0 "In deze map staan andere bestanden. Kies een lege map: bij een upgrade wist ${APP} er mappen."
  ${EndIf}
  !insertmacro IsInside "$1" "$LOCALAPPDATA\${DATA_FOLDER}" "In deze map bewaart ${APP} je gegevens. Kies een andere map."
  !insertmacro IsInside "$1" "$LOCALAPPDATA\${DATA_FOLDER}-oefening" "In deze map oefen je met ${APP}. Kies een andere map."
FunctionEnd

Function FolderChosen
  Call FolderProblem
  ${If} $0 != ""
    MessageBox MB_ICONEXCLAMATION "$0"
    Abort ; the page stays
  ${EndIf}
FunctionEnd
