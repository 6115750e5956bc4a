# SPDX-License-Identifier: EUPL-1.2
# try_packages.ps1 OLD NEW   on a real Windows, as administrator: of each folder, each package is installed silently over the
# other, tests itself, leaves what lies in the data folder as it was, and is removed; the first thing that fails ends it.
# OLD comes from packaging/windows/earlier.py. Where UAC is on (on build machines it is off) the setup refuses a raised window:
# there, -Which setup in an ordinary window and -Which msi in a raised one.
param(
    [Parameter(Mandatory)][string]$Old,
    [Parameter(Mandatory)][string]$New,
    [ValidateSet('both', 'setup', 'msi')][string]$Which = 'both'
)
$ErrorActionPreference = 'Stop'
$name = 'Doorverwijzing'
$data = "$env:LOCALAPPDATA\doorverwijzing"

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

# A folder that the earlier version has and the later one lacks.
function Assert-Vanishing([string]$Place, [bool]$IsOld) {
    if ((Test-Path "$Place\lib\vanished") -ne $IsOld) { throw "$Place holds files of another version" }
}

function Assert-Gone([string]$Place) {
    for ($look = 0; (Test-Path $Place) -and $look -lt 60; $look++) { Start-Sleep -Milliseconds 500 }
    if (Test-Path $Place) { throw "$Place is still there" }
}

function Get-Package([string]$Folder, [string]$Ending) {
    $found = @(Get-Item "$Folder\$name-*$Ending")
    if ($found.Count -ne 1) { throw "$Folder must hold one package that ends in $Ending" }
    $found[0].FullName
}

function Assert-Version([string]$Hive, [string]$Package) {
    $version = (Get-ItemProperty "${Hive}:\Software\$name").Version
    if (-not (Split-Path -Leaf $Package).Contains("-$version")) { throw "$Package left version $version" }
}

# Whatever lies where the vault lies must outlive every upgrade and removal.
New-Item -ItemType Directory -Force $data | Out-Null
Set-Content "$data\kept.txt" 'kept'
function Assert-Kept {
    if ((Get-Content "$data\kept.txt") -ne 'kept') { throw "$data was touched" }
}

$oldSetup, $newSetup = (Get-Package $Old '-setup.exe'), (Get-Package $New '-setup.exe')
if ($Which -ne 'msi') {
    $place = "$env:LOCALAPPDATA\Programs\$name"
    foreach ($setup in $oldSetup, $newSetup) {
        Invoke-Expecting 0 $setup '/S'
        Test-Installed $place
        Assert-Version 'HKCU' $setup
        Assert-Vanishing $place ($setup -eq $oldSetup)
    }
    Invoke-Expecting 7 $oldSetup '/S'
    Assert-Version 'HKCU' $newSetup
    Invoke-Expecting 0 "$place\uninstall.exe" '/S'
    Assert-Gone $place
    Assert-Kept
}

if ($Which -ne 'setup') {
    $oldMsi, $newMsi = (Get-Package $Old '.msi'), (Get-Package $New '.msi')
    $place = "$env:ProgramFiles\$name"
    foreach ($msi in $oldMsi, $newMsi) {
        Invoke-Expecting 0 'msiexec.exe' '/i', "`"$msi`"", '/qn', '/norestart'
        Test-Installed $place
        Assert-Version 'HKLM' $msi
        Assert-Vanishing $place ($msi -eq $oldMsi)
    }
    Invoke-Expecting 6 $newSetup '/S'
    Invoke-Expecting 1603 'msiexec.exe' '/i', "`"$oldMsi`"", '/qn', '/norestart'
    Invoke-Expecting 0 'msiexec.exe' '/fa', "`"$newMsi`"", '/qn', '/norestart'
    Test-Installed $place
    Invoke-Expecting 0 'msiexec.exe' '/x', "`"$newMsi`"", '/qn', '/norestart'
    Assert-Gone $place
    Assert-Kept
}
Remove-Item "$data\kept.txt"
"${Which}: installed, upgraded, refused an older one, removed; the data folder was left alone"
