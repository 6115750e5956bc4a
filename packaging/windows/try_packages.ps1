# SPDX-License-Identifier: EUPL-1.2
# try_packages.ps1 FOLDER   on a real Windows, as administrator: each package is installed silently, tests itself, is installed
# once more over itself, and is removed; the first thing that fails ends it.
param([Parameter(Mandatory)][string]$Folder)
$ErrorActionPreference = 'Stop'
$name = 'Doorverwijzing'

function Invoke-Expecting([int]$Code, [string]$Program, [string[]]$Arguments) {
    $done = Start-Process -FilePath $Program -ArgumentList $Arguments -Wait -PassThru
    if ($done.ExitCode -ne $Code) { throw "$Program $Arguments ended with $($done.ExitCode), not with $Code" }
}

function Test-Installed([string]$Place) {
    foreach ($option in '--version', '--self-test') {
        & "$Place\doorverwijzing-cli.exe" $option
        if ($LASTEXITCODE -ne 0) { throw "$option ended with $LASTEXITCODE" }
    }
}

function Assert-Gone([string]$Place) {
    for ($look = 0; (Test-Path $Place) -and $look -lt 60; $look++) { Start-Sleep -Milliseconds 500 }
    if (Test-Path $Place) { throw "$Place is still there" }
}

$setup = (Get-Item "$Folder\$name-*-setup.exe").FullName
$place = "$env:LOCALAPPDATA\Programs\$name"
Invoke-Expecting 0 $setup '/S'
Test-Installed $place
Invoke-Expecting 0 $setup '/S'
Test-Installed $place
Invoke-Expecting 0 "$place\uninstall.exe" '/S'
Assert-Gone $place

$msi = (Get-Item "$Folder\$name-*.msi").FullName
$place = "$env:ProgramFiles\$name"
Invoke-Expecting 0 'msiexec.exe' '/i', "`"$msi`"", '/qn', '/norestart'
Test-Installed $place
Invoke-Expecting 6 $setup '/S'
Invoke-Expecting 0 'msiexec.exe' '/fa', "`"$msi`"", '/qn', '/norestart'
Test-Installed $place
Invoke-Expecting 0 'msiexec.exe' '/x', "`"$msi`"", '/qn', '/norestart'
Assert-Gone $place
'both packages were installed, tested, installed again and removed'
